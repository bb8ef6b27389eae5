/** The one visibility gate: who may see what, for every surface. */

export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const PUBLIC = 0;
export const UNLISTED = 1;
export const FOLLOWERS = 2;
export const DIRECT = 3;

export function visibilityName(code: number): Visibility {
  return VISIBILITIES[code] ?? 'direct';
}

export function visibilityCode(name: Visibility): number {
  return VISIBILITIES.indexOf(name);
}

/** What the gate must know of a status. */
export type GateFacts = {
  readonly authorId: number;
  readonly authorState: 'active' | 'pending' | 'suspended' | 'deleted';
  readonly visibility: number;
  readonly mentionedIds: readonly number[];
};

/** What the gate must know of who looks. */
export type Looker = {
  readonly accountId: number;
  readonly follows: (accountId: number) => boolean;
  readonly blocks: (accountId: number) => boolean;
  readonly blockedBy: (accountId: number) => boolean;
};

/** Whether a status may be seen by this account, or by anyone at all when there is none. */
export function maySee(looker: Looker | undefined, status: GateFacts): boolean {
  if (status.authorState !== 'active') return false;
  if (!looker) return status.visibility <= UNLISTED;
  if (looker.accountId === status.authorId) return true;
  if (looker.blockedBy(status.authorId) || looker.blocks(status.authorId)) return false;
  if (status.visibility <= UNLISTED) return true;
  if (status.mentionedIds.includes(looker.accountId)) return true;
  return status.visibility === FOLLOWERS && looker.follows(status.authorId);
}

/** Whether a status may be boosted: public ones by all who see them, followers-only by their author alone. */
export function mayBoost(looker: Looker, status: GateFacts): boolean {
  if (!maySee(looker, status)) return false;
  if (status.visibility <= UNLISTED) return true;
  return status.visibility === FOLLOWERS && status.authorId === looker.accountId;
}
