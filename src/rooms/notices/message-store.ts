import type { Db } from '#log/sqlite.ts';
import type { Draft } from '#rooms/notices/rules/draft.ts';
import type { Standing } from '#rooms/notices/rules/standing.ts';
import type { NoticeForm, NoticeRemark } from '#rooms/notices/rules/words.ts';

export type MessageState = 'taken' | 'quarantined' | 'discarded';

/** One message of a provider as it is kept. Times are milliseconds UTC. */
export type MessageRow = {
  readonly id: number;
  readonly noticeId: number | null;
  /** Of what it says: the same message is kept once. */
  readonly hash: string;
  readonly state: MessageState;
  readonly standing: Standing | 'quarantined' | 'discarded';
  readonly form: NoticeForm | null;
  readonly draft: Draft | null;
  readonly remarks: readonly NoticeRemark[];
  readonly together: readonly string[];
  readonly doubtful: boolean;
  readonly confirmed: boolean;
  /** It came after a newer one. */
  readonly outOfOrder: boolean;
  readonly source: string;
  readonly rawHash: string;
  readonly receivedAt: number;
  readonly settledAt: number | null;
  readonly settledWhy: string | null;
};

type Row = Omit<
  MessageRow,
  'form' | 'draft' | 'remarks' | 'together' | 'doubtful' | 'confirmed' | 'outOfOrder'
> & {
  readonly form: string | null;
  readonly draft: string | null;
  readonly remarks: string;
  readonly together: string;
  readonly doubtful: number;
  readonly confirmed: number;
  readonly outOfOrder: number;
};

const COLUMNS = `id, notice_id AS noticeId, hash, state, standing, form, draft, remarks, together, doubtful, confirmed,
  out_of_order AS outOfOrder, source, raw_hash AS rawHash, received_at AS receivedAt,
  settled_at AS settledAt, settled_why AS settledWhy`;

function toMessage(row: Row): MessageRow {
  return {
    ...row,
    form: row.form === null ? null : (JSON.parse(row.form) as NoticeForm),
    draft: row.draft === null ? null : (JSON.parse(row.draft) as Draft),
    remarks: JSON.parse(row.remarks) as readonly NoticeRemark[],
    together: JSON.parse(row.together) as readonly string[],
    doubtful: row.doubtful === 1,
    confirmed: row.confirmed === 1,
    outOfOrder: row.outOfOrder === 1,
  };
}

const json = (value: unknown) => (value === null ? null : JSON.stringify(value));

export function messageStore(db: Db) {
  const byId = db.prepare<Row>(`SELECT ${COLUMNS} FROM notice_message WHERE id = ?`);
  const byHash = db.prepare<Row>(`SELECT ${COLUMNS} FROM notice_message WHERE hash = ?`);
  const ofNotice = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM notice_message WHERE notice_id = ? ORDER BY received_at, id LIMIT ?`,
  );
  const inStanding = db.prepare<Row>(
    `SELECT ${COLUMNS} FROM notice_message WHERE standing = ? ORDER BY received_at DESC, id LIMIT ?`,
  );
  const quarantined = db.prepare<{ readonly n: number }>(
    `SELECT count(*) AS n FROM notice_message WHERE standing = 'quarantined'`,
  );
  const put = db.prepare(
    `INSERT OR REPLACE INTO notice_message (id, notice_id, hash, state, standing, form, draft, remarks, together,
     doubtful, confirmed, out_of_order, source, raw_hash, received_at, settled_at, settled_why)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setStanding = db.prepare('UPDATE notice_message SET standing = ? WHERE id = ? AND standing <> ?');
  const known = db.prepare<{ readonly id: number }>(
    'SELECT id FROM notice_message WHERE raw_hash = ? LIMIT 1',
  );
  const one = (row: Row | undefined) => row && toMessage(row);
  return {
    byId: (id: number) => one(byId.get(id)),
    byHash: (hash: string) => one(byHash.get(hash)),
    ofNotice: (noticeId: number, most: number) => ofNotice.all(noticeId, most).map(toMessage),
    inStanding: (standing: MessageRow['standing'], most: number) =>
      inStanding.all(standing, most).map(toMessage),
    quarantined: () => quarantined.get()!.n,
    setStanding: (id: number, standing: MessageRow['standing']) =>
      void setStanding.run(standing, id, standing),
    /** Whether a file with this hash was taken before. */
    knowsRaw: (hash: string) => known.get(hash) !== undefined,
    put(row: MessageRow): void {
      const { id, noticeId, hash, state, standing, form, draft, remarks, together } = row;
      put.run(
        ...[id, noticeId, hash, state, standing, json(form), json(draft), json(remarks), json(together)],
        ...[Number(row.doubtful), Number(row.confirmed), Number(row.outOfOrder), row.source, row.rawHash],
        ...[row.receivedAt, row.settledAt, row.settledWhy],
      );
    },
  };
}

/** The raw texts of the latest messages, for the person who settles them. */
export function rawStore(db: Db) {
  const put = db.prepare('INSERT OR IGNORE INTO notice_raw (hash, text, at) VALUES (?, ?, ?)');
  const get = db.prepare<{ readonly text: string }>('SELECT text FROM notice_raw WHERE hash = ?');
  const prune = db.prepare(
    'DELETE FROM notice_raw WHERE hash IN (SELECT hash FROM notice_raw ORDER BY at DESC, hash LIMIT 100 OFFSET ?)',
  );
  return {
    /** Keeps a text, and of all only the latest. */
    put(hash: string, text: string, at: number, most: number): void {
      put.run(hash, text, at);
      prune.run(most);
    },
    get: (hash: string) => get.get(hash)?.text,
  };
}
