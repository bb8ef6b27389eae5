import type { Db } from '#log/sqlite.ts';
import { relationPages } from '#view/relation-page.ts';

/** A mute that has run out: whose, of whom, since when. */
export type EndedMute = { readonly accountId: number; readonly targetId: number; readonly expiresAt: number };

/** All SQL of blocks, mutes and blocked servers. */
export function avoidStore(db: Db) {
  const block = db.prepare('INSERT OR IGNORE INTO block (account_id, target_id, seq) VALUES (?, ?, ?)');
  const unblock = db.prepare('DELETE FROM block WHERE account_id = ? AND target_id = ?');
  const blocks = db.prepare<{ n: number }>('SELECT count(*) AS n FROM block WHERE account_id = ?');
  const mute = db.prepare(
    `INSERT INTO mute (account_id, target_id, seq, notifications, expires_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET notifications = excluded.notifications, expires_at = excluded.expires_at`,
  );
  const unmute = db.prepare('DELETE FROM mute WHERE account_id = ? AND target_id = ?');
  const mutes = db.prepare<{ n: number }>('SELECT count(*) AS n FROM mute WHERE account_id = ?');
  const muted = db.prepare<{ notifications: number; expiresAt: number | null }>(
    'SELECT notifications, expires_at AS expiresAt FROM mute WHERE account_id = ? AND target_id = ?',
  );
  const ended = db.prepare<EndedMute>(
    `SELECT account_id AS accountId, target_id AS targetId, expires_at AS expiresAt FROM mute
     WHERE expires_at <= ? ORDER BY expires_at LIMIT ?`,
  );
  const addDomain = db.prepare(
    'INSERT OR IGNORE INTO domain_block (account_id, domain, seq) VALUES (?, ?, ?)',
  );
  const removeDomain = db.prepare('DELETE FROM domain_block WHERE account_id = ? AND domain = ?');
  const domains = db.prepare<{ domain: string; seq: number }>(
    'SELECT domain, seq FROM domain_block WHERE account_id = ? ORDER BY seq DESC',
  );
  return {
    /** Whether it is new. */
    block: (accountId: number, targetId: number, seq: number) =>
      Number(block.run(accountId, targetId, seq).changes) > 0,
    unblock: (accountId: number, targetId: number) => Number(unblock.run(accountId, targetId).changes) > 0,
    blocks: (accountId: number) => blocks.get(accountId)!.n,
    blocksOf: relationPages(db, { table: 'block', owner: 'account_id', item: 'target_id' }),
    /** `expiresAt` in milliseconds, null for never. A mute that is there already is changed. */
    mute: (
      accountId: number,
      targetId: number,
      seq: number,
      notifications: number,
      expiresAt: number | null,
    ) => void mute.run(accountId, targetId, seq, notifications, expiresAt),
    unmute: (accountId: number, targetId: number) => Number(unmute.run(accountId, targetId).changes) > 0,
    mutes: (accountId: number) => mutes.get(accountId)!.n,
    muteOf: (accountId: number, targetId: number) => muted.get(accountId, targetId),
    mutesOf: relationPages(db, { table: 'mute', owner: 'account_id', item: 'target_id' }),
    endedMutes: (now: number, most: number) => ended.all(now, most),
    blockDomain: (accountId: number, domain: string, seq: number) =>
      Number(addDomain.run(accountId, domain, seq).changes) > 0,
    unblockDomain: (accountId: number, domain: string) =>
      Number(removeDomain.run(accountId, domain).changes) > 0,
    /** Blocked servers, the newest first. */
    domains: (accountId: number) => domains.all(accountId),
  };
}
