/** The one visibility gate: who may see what, for every surface. */

import { FOLLOWERS, PUBLIC, UNLISTED } from '#values/visibility.ts';

export {
  DIRECT,
  FOLLOWERS,
  PUBLIC,
  UNLISTED,
  VISIBILITIES,
  type Visibility,
  visibilityCode,
  visibilityName,
} from '#values/visibility.ts';

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

/** The visibility of a boost: as wished, but never wider than followers for what only followers see, and never direct. */
export function boostVisibility(wished: number, original: number): number {
  const widest = original <= UNLISTED ? PUBLIC : FOLLOWERS;
  return Math.min(FOLLOWERS, Math.max(wished, widest));
}

/** Whether a status may be boosted: public ones by all who see them, followers-only by their author alone. */
export function mayBoost(looker: Looker, status: GateFacts): boolean {
  if (!maySee(looker, status)) return false;
  if (status.visibility <= UNLISTED) return true;
  return status.visibility === FOLLOWERS && status.authorId === looker.accountId;
}
