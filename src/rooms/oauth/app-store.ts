import type { Db } from '#log/sqlite.ts';

/** A registered app. `redirectUris` is JSON of string[]; `scopes` has spaces between. */
export type AppRow = {
  readonly id: number;
  readonly clientId: string;
  readonly secretHash: string;
  readonly name: string;
  readonly website: string | null;
  readonly redirectUris: string;
  readonly scopes: string;
  /** Milliseconds; for sweeping apps that nobody used. */
  readonly madeAt: number;
};

const COLUMNS = `id, client_id AS clientId, secret_hash AS secretHash, name, website, redirect_uris AS redirectUris, scopes,
  made_at AS madeAt`;

export function appStore(db: Db) {
  const byId = db.prepare<AppRow>(`SELECT ${COLUMNS} FROM app WHERE id = ?`);
  const byIds = db.prepare<AppRow>(`SELECT ${COLUMNS} FROM app WHERE id IN (SELECT value FROM json_each(?))`);
  const byClientId = db.prepare<AppRow>(`SELECT ${COLUMNS} FROM app WHERE client_id = ?`);
  const insert = db.prepare(
    `INSERT INTO app (id, client_id, secret_hash, name, website, redirect_uris, scopes, made_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const sweep = db.prepare(
    `DELETE FROM app WHERE id IN (
       SELECT a.id FROM app a WHERE a.made_at < ?1
         AND NOT EXISTS (SELECT 1 FROM token t WHERE t.app_id = a.id)
         AND NOT EXISTS (SELECT 1 FROM grant_code c WHERE c.app_id = a.id)
       LIMIT ?2)`,
  );
  return {
    byId: (id: number) => byId.get(id),
    byIds: (ids: readonly number[]) => byIds.all(JSON.stringify(ids)),
    byClientId: (clientId: string) => byClientId.get(clientId),
    insert: (a: AppRow) =>
      void insert.run(a.id, a.clientId, a.secretHash, a.name, a.website, a.redirectUris, a.scopes, a.madeAt),
    /** Removes apps made before a moment that hold no token and no code. Says how many. */
    sweep: (madeBefore: number, most: number) => Number(sweep.run(madeBefore, most).changes),
  };
}
