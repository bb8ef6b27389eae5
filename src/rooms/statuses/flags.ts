import type { Db } from '#log/sqlite.ts';
import { boundedMap } from '#machinery/bounded-map.ts';
import { conversationMuted, statusDeleted, statusFlagged, statusPosted } from '#rooms/statuses/events.ts';
import type { StatusFacts } from '#rooms/statuses/facts.ts';
import type { View } from '#view/reader.ts';

const VIEWERS_MOST = 2_000;
const STATUSES_MOST = 500;

/** What one account did with a status, as bits. */
export const FAVOURITED = 1;
export const BOOSTED = 2;
export const BOOKMARKED = 4;
export const PINNED = 8;
export const MUTED = 16;

/** CROSS JOIN keeps the order: from the few statuses asked about to the viewer's rows, never through all of them. */
function flagStore(db: Db) {
  const all = db.prepare<{ id: number; flag: number }>(`
    WITH asked (id, conversation) AS (SELECT value ->> 0, value ->> 1 FROM json_each(?2))
    SELECT id, ${FAVOURITED} AS flag FROM asked CROSS JOIN favourite f ON f.account_id = ?1 AND f.status_id = id
    UNION ALL SELECT asked.id, ${BOOSTED} FROM asked CROSS JOIN status s INDEXED BY status_boost ON s.boost_of_id = asked.id AND s.account_id = ?1
    UNION ALL SELECT id, ${BOOKMARKED} FROM asked CROSS JOIN bookmark b ON b.account_id = ?1 AND b.status_id = id
    UNION ALL SELECT id, ${PINNED} FROM asked CROSS JOIN pin p ON p.account_id = ?1 AND p.status_id = id
    UNION ALL SELECT id, ${MUTED} FROM asked CROSS JOIN conversation_mute m
      ON m.account_id = ?1 AND m.conversation_id = conversation`);
  return { of: (viewerId: number, asked: string) => all.all(viewerId, asked) };
}

/** Flags of the accounts that are here now, in memory, so that a warm page asks no SQL. */
export function flagCache(view: View) {
  const viewers = boundedMap<number, ReturnType<typeof boundedMap<number, number>>>(VIEWERS_MOST);
  view.on(statusFlagged, ({ id, accountId }) => viewers.get(accountId)?.delete(id));
  view.on(statusPosted, ({ id, boostOfId, replyToId, accountId }) => {
    if (boostOfId) viewers.get(accountId)?.delete(boostOfId);
    else if (replyToId === null) viewers.get(accountId)?.set(id, 0);
  });
  view.on(
    statusDeleted,
    ({ boostOfId, accountId }) => boostOfId && viewers.get(accountId)?.delete(boostOfId),
  );
  view.on(conversationMuted, ({ accountId }) => viewers.delete(accountId));
  view.onGap(() => viewers.clear());

  return {
    /** Flag bits by status id, for those that have any. */
    of(viewerId: number, statuses: readonly StatusFacts[]): Map<number, number> {
      const known = viewers.get(viewerId) ?? boundedMap<number, number>(STATUSES_MOST);
      viewers.set(viewerId, known);
      const flags = new Map<number, number>();
      const lacking: StatusFacts[] = [];
      for (const facts of statuses) {
        const bits = known.get(facts.row.id);
        if (bits === undefined) lacking.push(facts);
        else if (bits !== 0) flags.set(facts.row.id, bits);
      }
      if (lacking.length === 0) return flags;
      for (const [id, bits] of read(view, viewerId, lacking)) {
        known.set(id, bits);
        if (bits !== 0) flags.set(id, bits);
      }
      return flags;
    },
  };
}

function read(view: View, viewerId: number, statuses: readonly StatusFacts[]): Map<number, number> {
  const flags = new Map(statuses.map((facts) => [facts.row.id, 0]));
  const asked = JSON.stringify(statuses.map((facts) => [facts.row.id, facts.row.conversationId]));
  for (const { id, flag } of view.of(flagStore).of(viewerId, asked))
    flags.set(id, (flags.get(id) ?? 0) | flag);
  return flags;
}
