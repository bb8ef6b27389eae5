import type { Db } from '#log/sqlite.ts';

export type TokenKind = 'app' | 'user' | 'session';

/** A token with what decides whether its holder may act. */
export type TokenRow = {
  readonly id: number;
  readonly accountId: number | null;
  readonly appId: number | null;
  readonly scopes: string;
  readonly kind: TokenKind;
  readonly accountState: string | null;
  readonly userState: string | null;
  readonly role: 'user' | 'moderator' | 'admin' | null;
};

/** `seq` is the log sequence it was made at: the oldest of too many goes. It never leaves the server. */
export type NewToken = Pick<TokenRow, 'id' | 'accountId' | 'appId' | 'scopes' | 'kind'> & {
  readonly hash: string;
  readonly seq: number;
};

/** A token as its owner sees it listed. */
export type HeldToken = Pick<TokenRow, 'id' | 'appId' | 'scopes' | 'kind'>;

export function tokenStore(db: Db) {
  const byHash = db.prepare<TokenRow>(
    `SELECT t.id, t.account_id AS accountId, t.app_id AS appId, t.scopes, t.kind, a.state AS accountState,
       u.state AS userState, u.role
     FROM token t LEFT JOIN account a ON a.id = t.account_id LEFT JOIN user u ON u.account_id = t.account_id
     WHERE t.hash = ?`,
  );
  const insert = db.prepare(
    'INSERT INTO token (id, hash, account_id, app_id, scopes, kind, seq) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM token WHERE id = ?');
  const ofAccount = db.prepare<HeldToken>(
    'SELECT id, app_id AS appId, scopes, kind FROM token WHERE account_id = ? ORDER BY seq DESC',
  );
  const olderOfAccount = db.prepare<{ id: number }>(
    'SELECT id FROM token WHERE account_id = ? ORDER BY seq DESC LIMIT 500 OFFSET ?',
  );
  const olderOfApp = db.prepare<{ id: number }>(
    'SELECT id FROM token WHERE app_id = ? AND account_id IS NULL ORDER BY seq DESC LIMIT 500 OFFSET ?',
  );
  return {
    byHash: (hash: string) => byHash.get(hash),
    insert: (t: NewToken) => void insert.run(t.id, t.hash, t.accountId, t.appId, t.scopes, t.kind, t.seq),
    remove: (id: number) => void remove.run(id),
    /** Newest first. */
    ofAccount: (accountId: number) => ofAccount.all(accountId),
    /** Ids of the account's tokens but for its newest `keep`. */
    olderOfAccount: (accountId: number, keep: number) =>
      olderOfAccount.all(accountId, keep).map((row) => row.id),
    /** Ids of an app's own tokens but for its newest `keep`. */
    olderOfApp: (appId: number, keep: number) => olderOfApp.all(appId, keep).map((row) => row.id),
  };
}
