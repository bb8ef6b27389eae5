import type { Db } from '#log/sqlite.ts';
import type { ChannelKind, ChannelStateName, FoundWindow } from '#rooms/channels/rules/channel.ts';

/** A channel as it was last seen. Times are milliseconds UTC. */
export type ChannelRow = {
  readonly id: number;
  readonly name: string;
  readonly kind: ChannelKind;
  readonly url: string;
  readonly everyMs: number;
  /** 1: it stands on the board for everybody. */
  readonly shown: number;
  readonly addedAt: number;
  readonly state: ChannelStateName;
  readonly since: number;
  readonly fetchedAt: number | null;
  /** Why it is unknown, in a closed word. */
  readonly fault: string | null;
};

const COLUMNS = `id, name, kind, url, every_ms AS everyMs, shown, added_at AS addedAt, state, since,
  fetched_at AS fetchedAt, fault`;

export function channelStore(db: Db) {
  const all = db.prepare<ChannelRow>(`SELECT ${COLUMNS} FROM channel ORDER BY name, id`);
  const byId = db.prepare<ChannelRow>(`SELECT ${COLUMNS} FROM channel WHERE id = ?`);
  const byName = db.prepare<ChannelRow>(`SELECT ${COLUMNS} FROM channel WHERE name = ?`);
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM channel');
  const put = db.prepare(
    `INSERT INTO channel (id, name, kind, url, every_ms, shown, added_at, state, since, fetched_at, fault)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET state = excluded.state, since = excluded.since,
     fetched_at = excluded.fetched_at, fault = excluded.fault`,
  );
  const remove = db.prepare('DELETE FROM channel WHERE id = ?');
  return {
    all: () => all.all(),
    byId: (id: number) => byId.get(id),
    byName: (name: string) => byName.get(name),
    count: () => count.get()!.n,
    /** Makes a channel, or changes what was seen of one that is there. */
    put: ({ id, name, kind, url, everyMs, shown, addedAt, state, since, fetchedAt, fault }: ChannelRow) =>
      void put.run(id, name, kind, url, everyMs, shown, addedAt, state, since, fetchedAt, fault),
    remove: (id: number) => void remove.run(id),
  };
}

/** The windows of each channel, in one row as they were found. */
export function channelWindowStore(db: Db) {
  const of = db.prepare<{ windows: string }>('SELECT windows FROM channel_windows WHERE channel_id = ?');
  const put = db.prepare('INSERT OR REPLACE INTO channel_windows (channel_id, windows) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM channel_windows WHERE channel_id = ?');
  return {
    of: (id: number) => JSON.parse(of.get(id)?.windows ?? '[]') as readonly FoundWindow[],
    put: (id: number, windows: readonly FoundWindow[]) => void put.run(id, JSON.stringify(windows)),
    remove: (id: number) => void remove.run(id),
  };
}

export type PastState = { readonly at: number; readonly state: ChannelStateName };

/** Every state that a channel came to, and when. */
export function channelHistoryStore(db: Db) {
  const of = db.prepare<PastState>('SELECT at, state FROM channel_history WHERE channel_id = ? ORDER BY at');
  const put = db.prepare('INSERT OR REPLACE INTO channel_history (channel_id, at, state) VALUES (?, ?, ?)');
  const cut = db.prepare(
    `DELETE FROM channel_history WHERE channel_id = ?1 AND at <= (SELECT at FROM channel_history
     WHERE channel_id = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)`,
  );
  const remove = db.prepare('DELETE FROM channel_history WHERE channel_id = ?');
  return {
    of: (id: number) => of.all(id),
    put: (id: number, { at, state }: PastState) => void put.run(id, at, state),
    /** Keeps the newest ones only. */
    cut: (id: number, most: number) => void cut.run(id, most),
    remove: (id: number) => void remove.run(id),
  };
}
