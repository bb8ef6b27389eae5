import type { Db } from '#log/sqlite.ts';
import { relationPages } from '#view/relation-page.ts';

/** An account as its address is written: `domain` is '' for this server. */
export type Named = { readonly username: string; readonly domain: string };

const PEOPLE_MOST = 50_000;

/** All SQL of exports: what one person has, oldest first. */
export function exportStore(db: Db) {
  const ids = db.prepare<{ id: number }>(
    'SELECT id FROM status WHERE account_id = ? AND imported = ? AND id > ? ORDER BY id LIMIT ?',
  );
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM status WHERE account_id = ?');
  const follows = db.prepare<
    Named & { readonly reblogs: number; readonly notify: number; readonly languages: string | null }
  >(
    `SELECT a.username, a.domain, f.reblogs, f.notify, f.languages FROM follow f JOIN account a ON a.id = f.followee_id
     WHERE f.follower_id = ? ORDER BY f.seq, f.followee_id LIMIT ${PEOPLE_MOST}`,
  );
  const blocks = db.prepare<Named>(
    `SELECT a.username, a.domain FROM block b JOIN account a ON a.id = b.target_id WHERE b.account_id = ?
     ORDER BY b.seq, b.target_id LIMIT ${PEOPLE_MOST}`,
  );
  const mutes = db.prepare<Named & { readonly notifications: number }>(
    `SELECT a.username, a.domain, m.notifications FROM mute m JOIN account a ON a.id = m.target_id
     WHERE m.account_id = ? AND m.expires_at IS NULL ORDER BY m.seq, m.target_id LIMIT ${PEOPLE_MOST}`,
  );
  const domains = db.prepare<{ readonly domain: string }>(
    'SELECT domain FROM domain_block WHERE account_id = ? ORDER BY seq, domain',
  );
  const lists = db.prepare<Named & { readonly title: string }>(
    `SELECT l.title, a.username, a.domain FROM list l JOIN list_member m ON m.list_id = l.id
     JOIN account a ON a.id = m.account_id WHERE l.account_id = ? ORDER BY l.id, m.seq, m.account_id LIMIT ${PEOPLE_MOST}`,
  );
  const pins = db.prepare<{ id: number }>(
    'SELECT status_id AS id FROM pin WHERE account_id = ? ORDER BY seq',
  );
  const marks = (table: string) => relationPages(db, { table, owner: 'account_id', item: 'status_id' });
  return {
    /** A person's statuses after an id, those imported or those not. */
    statusIds: (accountId: number, imported: 0 | 1, after: number, limit: number) =>
      ids.all(accountId, imported, after, limit).map((row) => row.id),
    statuses: (accountId: number) => count.get(accountId)!.n,
    follows: (accountId: number) => follows.all(accountId),
    blocks: (accountId: number) => blocks.all(accountId),
    /** Those without an end. */
    mutes: (accountId: number) => mutes.all(accountId),
    domains: (accountId: number) => domains.all(accountId).map((row) => row.domain),
    listMembers: (accountId: number) => lists.all(accountId),
    pins: (accountId: number) => pins.all(accountId).map((row) => row.id),
    favourites: marks('favourite'),
    bookmarks: marks('bookmark'),
  };
}
