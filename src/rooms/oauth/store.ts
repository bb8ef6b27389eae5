import type { Db } from '#log/sqlite.ts';

export type TokenRow = {
  readonly id: number;
  readonly accountId: number | null;
  readonly appId: number | null;
  readonly scopes: string;
  readonly kind: 'app' | 'user' | 'session';
  readonly accountState: string | null;
  readonly userState: string | null;
  readonly role: 'user' | 'moderator' | 'admin' | null;
};

export function tokenStore(db: Db) {
  const byHash = db.prepare<TokenRow>(
    `SELECT t.id, t.account_id AS accountId, t.app_id AS appId, t.scopes, t.kind, a.state AS accountState,
       u.state AS userState, u.role
     FROM token t LEFT JOIN account a ON a.id = t.account_id LEFT JOIN user u ON u.account_id = t.account_id
     WHERE t.hash = ?`,
  );
  const insert = db.prepare(
    'INSERT INTO token (id, hash, account_id, app_id, scopes, kind) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM token WHERE id = ?');
  return {
    byHash: (hash: string) => byHash.get(hash),
    insert: (t: {
      id: number;
      hash: string;
      accountId: number | null;
      appId: number | null;
      scopes: string;
      kind: string;
    }) => void insert.run(t.id, t.hash, t.accountId, t.appId, t.scopes, t.kind),
    remove: (id: number) => void remove.run(id),
  };
}
