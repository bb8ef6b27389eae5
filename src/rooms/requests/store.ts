import type { Db } from '#log/sqlite.ts';
import type { Asked } from '#rooms/requests/rules/conflicts.ts';
import type {
  Asker,
  HidingReason,
  Outcome,
  Proof,
  Publication,
  SecretReason,
  Way,
  Wish,
} from '#rooms/requests/rules/words.ts';

/** A request without its words. Times in milliseconds; `ledger` columns are places on the ledger. */
export type RequestRow = {
  readonly number: number;
  readonly asker: Asker;
  readonly way: Way;
  readonly wish: Wish;
  readonly windowId: number | null;
  readonly receivedAt: number;
  /** When it reached staff, as they say, if it was they who entered it. */
  readonly reachedAt: number | null;
  readonly ledger: number;
  readonly publication: Publication;
  readonly hiddenBecause: HidingReason | null;
  readonly checked: number;
  readonly opensAt: number | null;
  readonly secretBecause: SecretReason | null;
  readonly proof: Proof | null;
  readonly proofNote: string | null;
  readonly verifiedAt: number | null;
  readonly verifiedLedger: number | null;
  /** The outcome of the latest answer. */
  readonly outcome: Outcome | null;
};

export type NewRequestRow = Pick<
  RequestRow,
  | 'number'
  | 'asker'
  | 'way'
  | 'wish'
  | 'windowId'
  | 'receivedAt'
  | 'reachedAt'
  | 'ledger'
  | 'publication'
  | 'checked'
  | 'opensAt'
  | 'secretBecause'
>;

export type Verified = {
  readonly proof: Proof;
  readonly note: string;
  readonly at: number;
  readonly ledger: number;
};

const COLUMNS = `number, asker, way, wish, window_id AS windowId, received_at AS receivedAt, reached_at AS reachedAt,
  ledger, publication, hidden_because AS hiddenBecause, checked, opens_at AS opensAt,
  secret_because AS secretBecause, proof, proof_note AS proofNote, verified_at AS verifiedAt,
  verified_ledger AS verifiedLedger, outcome`;

export function requestStore(db: Db) {
  const byNumber = db.prepare<RequestRow>(`SELECT ${COLUMNS} FROM request WHERE number = ?`);
  const last = db.prepare<{ n: number | null }>('SELECT max(number) AS n FROM request');
  const before = db.prepare<RequestRow>(
    `SELECT ${COLUMNS} FROM request WHERE number < ? ORDER BY number DESC LIMIT ?`,
  );
  const after = db.prepare<RequestRow>(
    `SELECT ${COLUMNS} FROM request WHERE number > ? ORDER BY number LIMIT ?`,
  );
  const unchecked = db.prepare<{ n: number }>(
    "SELECT count(*) AS n FROM request WHERE publication = 'waiting' AND checked = 0",
  );
  const due = db.prepare<{ number: number }>(
    `SELECT number FROM request WHERE publication = 'waiting' AND checked = 1 AND opens_at <= ?
     ORDER BY opens_at, number LIMIT ?`,
  );
  const about = db.prepare<Asked>(
    `SELECT number, window_id AS windowId, wish, publication FROM request
     WHERE window_id IN (SELECT value FROM json_each(?)) ORDER BY number LIMIT ?`,
  );
  const insert = db.prepare(
    `INSERT INTO request (number, asker, way, wish, window_id, received_at, reached_at, ledger, publication, checked,
     opens_at, secret_because) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const publish = db.prepare(
    'UPDATE request SET publication = ?2, hidden_because = ?3, checked = 1 WHERE number = ?1',
  );
  const check = db.prepare('UPDATE request SET checked = 1 WHERE number = ?');
  const verify = db.prepare(
    'UPDATE request SET proof = ?2, proof_note = ?3, verified_at = ?4, verified_ledger = ?5 WHERE number = ?1',
  );
  const answer = db.prepare('UPDATE request SET outcome = ?2 WHERE number = ?1');
  return {
    byNumber: (number: number) => byNumber.get(number),
    /** The highest number so far, 0 when there is none. */
    last: () => last.get()?.n ?? 0,
    /** The latest before a number, in order of arrival. */
    before: (number: number, most: number) => before.all(number, most).toReversed(),
    /** The first after a number, in order of arrival. */
    after: (number: number, most: number) => after.all(number, most),
    /** How many nobody has looked at. */
    unchecked: () => unchecked.get()!.n,
    /** Confidential ones whose day has come. */
    due: (at: number, most: number) => due.all(at, most).map(({ number }) => number),
    /** Requests about some windows. */
    about: (windowIds: readonly number[], most: number) => about.all(JSON.stringify(windowIds), most),
    insert: (r: NewRequestRow) =>
      void insert.run(
        ...[r.number, r.asker, r.way, r.wish, r.windowId, r.receivedAt, r.reachedAt, r.ledger],
        ...[r.publication, r.checked, r.opensAt, r.secretBecause],
      ),
    publish: (number: number, publication: Publication, because: HidingReason | null) =>
      void publish.run(number, publication, because),
    check: (number: number) => void check.run(number),
    verify: (number: number, v: Verified) => void verify.run(number, v.proof, v.note, v.at, v.ledger),
    answer: (number: number, outcome: Outcome) => void answer.run(number, outcome),
  };
}
