import type { Db } from '#log/sqlite.ts';

/** A status as the view keeps it. Times in milliseconds; `createdAt` is claimed, `receivedAt` is when it came. */
export type StatusRow = {
  readonly id: number;
  readonly accountId: number;
  readonly uri: string | null;
  readonly url: string | null;
  readonly visibility: number;
  readonly local: number;
  readonly boostOfId: number | null;
  readonly replyToId: number | null;
  readonly replyToAccountId: number | null;
  readonly conversationId: number;
  readonly text: string;
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: number;
  readonly language: string | null;
  readonly createdAt: number;
  readonly receivedAt: number;
  readonly editedAt: number | null;
  readonly imported: number;
  readonly label: string | null;
};

export type StatusStat = { readonly replies: number; readonly boosts: number; readonly favourites: number };
export type StatusTag = {
  readonly statusId: number;
  readonly id: number;
  readonly key: string;
  readonly name: string;
};
export type StatusMention = { readonly statusId: number; readonly accountId: number };

const COLUMNS = `s.id, s.account_id AS accountId, s.uri, s.url, s.visibility, s.local, s.boost_of_id AS boostOfId,
  s.reply_to_id AS replyToId, s.reply_to_account_id AS replyToAccountId, s.conversation_id AS conversationId,
  s.text, s.html, s.spoiler, s.sensitive, s.language, s.created_at AS createdAt, s.received_at AS receivedAt,
  s.edited_at AS editedAt, s.imported, s.label`;
const COUNTS = `coalesce(c.replies, 0) AS replies, coalesce(c.boosts, 0) AS boosts, coalesce(c.favourites, 0) AS favourites`;
const IN = 'IN (SELECT value FROM json_each(?))';

export function statusStore(db: Db) {
  const byId = db.prepare<StatusRow>(`SELECT ${COLUMNS} FROM status s WHERE s.id = ?`);
  const byIds = db.prepare<StatusRow & StatusStat>(
    `SELECT ${COLUMNS}, ${COUNTS} FROM status s LEFT JOIN status_stat c ON c.status_id = s.id WHERE s.id ${IN}`,
  );
  const tags = db.prepare<StatusTag>(
    `SELECT t.status_id AS statusId, g.id, g.key, g.name FROM status_tag t JOIN tag g ON g.id = t.tag_id WHERE t.status_id ${IN}`,
  );
  const mentions = db.prepare<StatusMention>(
    `SELECT status_id AS statusId, account_id AS accountId FROM mention WHERE status_id ${IN}`,
  );
  const insert = db.prepare(
    `INSERT INTO status (id, account_id, visibility, local, boost_of_id, reply_to_id, reply_to_account_id, conversation_id,
     text, html, spoiler, sensitive, language, created_at, received_at, imported, label)
     VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const addTag = db.prepare('INSERT OR IGNORE INTO status_tag (tag_id, status_id) VALUES (?, ?)');
  const addMention = db.prepare('INSERT OR IGNORE INTO mention (status_id, account_id) VALUES (?, ?)');
  const count = db.prepare(
    `INSERT INTO status_stat (status_id, replies, boosts, favourites) VALUES (?1, max(0, ?2), max(0, ?3), max(0, ?4))
     ON CONFLICT DO UPDATE SET replies = max(0, replies + ?2), boosts = max(0, boosts + ?3),
     favourites = max(0, favourites + ?4)`,
  );
  const boost = db.prepare<{ id: number }>('SELECT id FROM status WHERE boost_of_id = ? AND account_id = ?');
  return {
    byId: (id: number) => byId.get(id),
    byIds: (ids: string) => byIds.all(ids),
    tagsOf: (ids: string) => tags.all(ids),
    mentionsOf: (ids: string) => mentions.all(ids),
    insert: (s: NewStatus) =>
      insert.run(
        s.id,
        s.accountId,
        s.visibility,
        s.boostOfId,
        s.replyToId,
        s.replyToAccountId,
        s.conversationId,
        s.text,
        s.html,
        s.spoiler,
        s.sensitive,
        s.language,
        s.createdAt,
        s.receivedAt,
        s.imported,
        s.label,
      ),
    addTag: (tagId: number, statusId: number) => addTag.run(tagId, statusId),
    addMention: (statusId: number, accountId: number) => addMention.run(statusId, accountId),
    /** Adds to a status's counts of replies, boosts and favourites. */
    count: (id: number, by: Partial<StatusStat>) =>
      count.run(id, by.replies ?? 0, by.boosts ?? 0, by.favourites ?? 0),
    /** The boost that an account made of a status. */
    boostBy: (statusId: number, accountId: number) => boost.get(statusId, accountId)?.id,
  };
}

export type NewStatus = Omit<StatusRow, 'uri' | 'url' | 'local' | 'editedAt'>;
