import type { Db } from '#log/sqlite.ts';

/** An authorization code on its way from our page to an app. */
export type CodeRow = {
  readonly hash: string;
  readonly appId: number;
  readonly accountId: number;
  readonly redirectUri: string;
  readonly scopes: string;
  readonly codeChallenge: string | null;
  readonly expiresAt: number;
};

export function codeStore(db: Db) {
  const byHash = db.prepare<CodeRow>(
    `SELECT hash, app_id AS appId, account_id AS accountId, redirect_uri AS redirectUri, scopes,
       code_challenge AS codeChallenge, expires_at AS expiresAt FROM grant_code WHERE hash = ?`,
  );
  const insert = db.prepare('INSERT INTO grant_code VALUES (?, ?, ?, ?, ?, ?, ?)');
  const remove = db.prepare('DELETE FROM grant_code WHERE hash = ?');
  const expire = db.prepare(
    'DELETE FROM grant_code WHERE hash IN (SELECT hash FROM grant_code WHERE expires_at <= ? LIMIT 200)',
  );
  const removeOf = db.prepare('DELETE FROM grant_code WHERE account_id = ?');
  return {
    byHash: (hash: string) => byHash.get(hash),
    insert: (c: CodeRow) =>
      void insert.run(c.hash, c.appId, c.accountId, c.redirectUri, c.scopes, c.codeChallenge, c.expiresAt),
    remove: (hash: string) => void remove.run(hash),
    expire: (at: number) => void expire.run(at),
    removeOf: (accountId: number) => void removeOf.run(accountId),
  };
}
