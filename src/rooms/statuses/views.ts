import type { Db } from '#log/sqlite.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import { relationCache, relationStore } from '#rooms/follows/index.ts';
import { type StatusFacts, type WholeStatus, wholeStatuses } from '#rooms/statuses/facts.ts';
import { flagCache } from '#rooms/statuses/flags.ts';
import { type GateFacts, type Looker, maySee } from '#rooms/statuses/rules/visibility.ts';
import { type StatusRow, statusStore } from '#rooms/statuses/store.ts';
import type { View } from '#view/reader.ts';

/** A status that passed the gate, with what the viewer did to it (bits of flags.ts). */
export type SeenStatus = {
  readonly facts: StatusFacts;
  readonly author: AccountRow;
  readonly mentioned: readonly AccountRow[];
  readonly boosted: SeenStatus | undefined;
  readonly flags: number;
};

/** Statuses by id for one viewer (undefined: a stranger), in the order asked, without those the gate keeps back. */
export function seeStatuses(view: View, viewerId: number | undefined, ids: readonly number[]): SeenStatus[] {
  const looker = viewerId === undefined ? undefined : lookerOf(view, viewerId);
  const admitted = wholeStatuses(view, ids).filter((status) => passes(looker, status));
  if (viewerId === undefined) return admitted;
  const flags = view.keep(flagCache).of(viewerId, admitted.flatMap(factsOf));
  return flags.size === 0 ? admitted : admitted.map((status) => withFlags(status, flags));
}

/** One status for one viewer, undefined when there is none or the gate keeps it back: the two look the same. */
export function seeStatus(view: View, viewerId: number | undefined, id: number): SeenStatus | undefined {
  return seeStatuses(view, viewerId, [id])[0];
}

/** One status for many viewers: loaded once, then the gate for each. */
export type Showing = {
  sees(viewerId: number | undefined): boolean;
  /** The status for a viewer who sees it. */
  for(viewerId: number | undefined): SeenStatus | undefined;
};

/** Shows one status to many viewers. `unmarked`: it is so new that nobody can have done anything with it. */
export function showStatus(view: View, id: number, unmarked: boolean): Showing {
  const [status] = wholeStatuses(view, [id]);
  const sees = (viewerId: number | undefined): boolean =>
    status !== undefined && passes(viewerId === undefined ? undefined : lookerOf(view, viewerId), status);
  return {
    sees,
    for(viewerId) {
      if (!status || !sees(viewerId)) return undefined;
      if (viewerId === undefined || unmarked) return status;
      const flags = view.keep(flagCache).of(viewerId, [status].flatMap(factsOf));
      return flags.size === 0 ? status : withFlags(status, flags);
    },
  };
}

function passes(looker: Looker | undefined, status: WholeStatus): boolean {
  return maySee(looker, status.gate) && (!status.boosted || maySee(looker, status.boosted.gate));
}

function factsOf(status: WholeStatus): StatusFacts | StatusFacts[] {
  return status.boosted ? [status.facts, status.boosted.facts] : status.facts;
}

function withFlags(status: WholeStatus, flags: ReadonlyMap<number, number>): SeenStatus {
  const { facts, author, mentioned } = status;
  const boosted = status.boosted && withFlags(status.boosted, flags);
  return { facts, author, mentioned, boosted, flags: flags.get(facts.row.id) ?? 0 };
}

function lookerOf(view: View, accountId: number): Looker {
  const relations = view.keep(relationCache).of(accountId);
  return {
    accountId,
    follows: (id) => relations.following.has(id),
    blocks: (id) => relations.blocking.has(id),
    blockedBy: (id) => relations.blockedBy.has(id),
  };
}

/** Who looks, asked straight from the view: for apply, which may not trust a cache. */
export function lookerInApply(db: Db, accountId: number): Looker {
  const relations = db.of(relationStore);
  return {
    accountId,
    follows: (id) => relations.follows(accountId, id),
    blocks: (id) => relations.blocks(accountId, id),
    blockedBy: (id) => relations.blocks(id, accountId),
  };
}

/** The gate inside apply: the status, when this account may see it. */
export function visibleInApply(db: Db, accountId: number, statusId: number): StatusRow | undefined {
  const row = db.of(statusStore).byId(statusId);
  const author = row && db.of(accountStore).byId(row.accountId);
  if (!row || !author) return undefined;
  return maySee(lookerInApply(db, accountId), gateFactsInApply(db, row, author)) ? row : undefined;
}

/** What the gate must know of a row, asked straight from the view. */
export function gateFactsInApply(db: Db, row: StatusRow, author: AccountRow): GateFacts {
  const mentions = row.visibility < 2 ? [] : db.of(statusStore).mentionsOf(`[${row.id}]`);
  return {
    authorId: row.accountId,
    authorState: author.state,
    visibility: row.visibility,
    mentionedIds: mentions.map((m) => m.accountId),
  };
}
