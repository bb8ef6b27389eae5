import type { Db } from '#log/sqlite.ts';

export type AccountState = 'active' | 'pending' | 'suspended' | 'deleted';
export type ProfileField = { readonly name: string; readonly value: string; readonly html: string };

/** An account as the view keeps it. A local one has the domain ''. `createdOn` is a day and leaves only as a year. */
export type AccountRow = {
  readonly id: number;
  readonly username: string;
  readonly domain: string;
  readonly uri: string | null;
  readonly url: string | null;
  readonly displayName: string;
  readonly note: string;
  readonly noteHtml: string;
  readonly location: string;
  /** JSON of ProfileField[]. */
  readonly fields: string;
  readonly avatar: string | null;
  readonly avatarStatic: string | null;
  readonly header: string | null;
  readonly headerStatic: string | null;
  readonly avatarDescription: string;
  readonly headerDescription: string;
  /** JSON of string[]. */
  readonly attributionDomains: string;
  readonly bot: number;
  readonly locked: number;
  readonly discoverable: number;
  readonly indexable: number;
  readonly showCollections: number;
  readonly showMedia: number;
  readonly showMediaReplies: number;
  readonly showFeatured: number;
  readonly createdOn: number;
  readonly state: AccountState;
  readonly silenced: number;
  readonly imported: number;
  readonly followers: number;
  readonly following: number;
  readonly statuses: number;
};

const COLUMNS = `a.id, a.username, a.domain, a.uri, a.url, a.display_name AS displayName, a.note,
  a.note_html AS noteHtml, a.location, a.fields, a.avatar, a.avatar_static AS avatarStatic, a.header,
  a.header_static AS headerStatic, a.avatar_description AS avatarDescription,
  a.header_description AS headerDescription, a.attribution_domains AS attributionDomains, a.bot, a.locked, a.discoverable, a.indexable,
  a.show_collections AS showCollections, a.show_media AS showMedia, a.show_media_replies AS showMediaReplies,
  a.show_featured AS showFeatured, a.created_on AS createdOn, a.state, a.silenced, a.imported,
  coalesce(s.followers, 0) AS followers, coalesce(s.following, 0) AS following,
  coalesce(s.statuses, 0) AS statuses`;
const FROM = 'FROM account a LEFT JOIN account_stat s ON s.account_id = a.id';

export type NewAccount = {
  readonly id: number;
  readonly username: string;
  readonly usernameKey: string;
  readonly displayName: string;
  readonly displayKey: string;
  readonly state: AccountState;
  readonly createdOn: number;
  readonly imported: number;
};

export function accountStore(db: Db) {
  const byId = db.prepare<AccountRow>(`SELECT ${COLUMNS} ${FROM} WHERE a.id = ?`);
  const byIds = db.prepare<AccountRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE a.id IN (SELECT value FROM json_each(?))`,
  );
  const byName = db.prepare<AccountRow>(
    `SELECT ${COLUMNS} ${FROM} WHERE a.username_key = ? AND a.domain = ?`,
  );
  const insert = db.prepare(
    `INSERT INTO account (id, username, username_key, display_name, display_key, state, created_on, imported)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const countStatus = db.prepare<{ statuses: number }>(
    `INSERT INTO account_stat (account_id, statuses, last_status_id) VALUES (?1, max(0, ?2), ?3) ON CONFLICT DO UPDATE SET
     statuses = max(0, statuses + ?2), last_status_id = max(last_status_id, ?3) RETURNING statuses`,
  );
  const countFollow = db.prepare(
    `INSERT INTO account_stat (account_id, followers, following) VALUES (?, max(0, ?), max(0, ?)) ON CONFLICT DO
     UPDATE SET followers = max(0, followers + ?2), following = max(0, following + ?3)`,
  );
  const setState = db.prepare('UPDATE account SET state = ? WHERE id = ?');
  const youngest = db.prepare<{ id: number; createdOn: number }>(
    'SELECT id, created_on AS createdOn FROM account WHERE created_on > ?1 AND created_on < ?2 LIMIT ?3',
  );
  const discoverable = db.prepare<{ id: number }>(
    "SELECT id FROM account WHERE discoverable = 1 AND state = 'active' ORDER BY id LIMIT ? OFFSET ?",
  );
  const setCreated = db.prepare('UPDATE account SET created_on = ? WHERE id = ?');
  return {
    byId: (id: number) => byId.get(id),
    byIds: (ids: readonly number[]) => byIds.all(JSON.stringify(ids)),
    /** `domain` is '' for local accounts; the key is the lower-case name. */
    byName: (usernameKey: string, domain: string) => byName.get(usernameKey, domain),
    insert: (a: NewAccount) =>
      insert.run(
        a.id,
        a.username,
        a.usernameKey,
        a.displayName,
        a.displayKey,
        a.state,
        a.createdOn,
        a.imported,
      ),
    setState: (id: number, state: AccountState) => void setState.run(state, id),
    /** Accounts made between two moments, both excluded. */
    madeBetween: (after: number, before: number, limit: number) => youngest.all(after, before, limit),
    /** Ids of accounts that want to be suggested. Ids tell no order, so this one tells nothing. */
    discoverable: (limit: number, offset: number) => discoverable.all(limit, offset).map((row) => row.id),
    setCreated: (id: number, createdOn: number) => void setCreated.run(createdOn, id),
    /** Adds to an account's number of public and unlisted statuses and returns it; `lastStatusId` 0 leaves the last one as it is. */
    countStatus: (accountId: number, by: number, lastStatusId: number) =>
      countStatus.all(accountId, by, lastStatusId)[0]!.statuses,
    countFollow: (accountId: number, followers: number, following: number) =>
      countFollow.run(accountId, followers, following),
  };
}
