import { relationCache } from '#rooms/follows/index.ts';
import { belongsInThread, type Reader } from '#rooms/statuses/rules/thread.ts';
import { threadStore } from '#rooms/statuses/thread-store.ts';
import { type SeenStatus, seeStatuses } from '#rooms/statuses/views.ts';
import type { View } from '#view/reader.ts';

const ABOVE_MOST = 200;
const BELOW_MOST = 400;

export type Thread = { readonly above: readonly SeenStatus[]; readonly below: readonly SeenStatus[] };

/** The thread around a status for one viewer: one query up, one down, and the statuses together. `now` in milliseconds. */
export function threadOf(view: View, viewerId: number | undefined, id: number, now: number): Thread {
  const store = view.of(threadStore);
  const above = store.above(id, ABOVE_MOST);
  const below = store.below(id, BELOW_MOST);
  const reader = viewerId === undefined ? undefined : readerOf(view, viewerId, now);
  const seen = seeStatuses(view, viewerId, [...above, ...below]).filter(({ author }) =>
    belongsInThread(reader, {
      authorId: author.id,
      authorDomain: author.domain,
      authorSilenced: author.silenced === 1,
    }),
  );
  const upper = new Set(above);
  const isAbove = (status: SeenStatus) => upper.has(status.facts.row.id);
  return { above: seen.filter(isAbove), below: seen.filter((status) => !isAbove(status)) };
}

function readerOf(view: View, accountId: number, now: number): Reader {
  const relations = view.keep(relationCache).of(accountId);
  return {
    accountId,
    mutes: (id) => (relations.muting.get(id) ?? 0) > now,
    follows: (id) => relations.following.has(id),
    blocksDomain: (domain) => relations.domainBlocks.has(domain),
  };
}
