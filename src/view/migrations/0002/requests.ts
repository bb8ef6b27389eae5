/**
 * Tables of the requests room. Requests have numbers in order of arrival and are never removed; their words are.
 * `ledger` columns are places on the ledger. `checked`: staff agree that the words become public when their day comes.
 */
export const requests = `
  CREATE TABLE request (
    number INTEGER PRIMARY KEY,
    asker TEXT NOT NULL, way TEXT NOT NULL, wish TEXT NOT NULL, window_id INTEGER,
    received_at INTEGER NOT NULL, reached_at INTEGER, ledger INTEGER NOT NULL,
    publication TEXT NOT NULL CHECK (publication IN ('waiting', 'released', 'withheld', 'redacted')),
    hidden_because TEXT, checked INTEGER NOT NULL DEFAULT 0, opens_at INTEGER, secret_because TEXT,
    proof TEXT, proof_note TEXT, verified_at INTEGER, verified_ledger INTEGER,
    outcome TEXT
  ) STRICT;
  CREATE INDEX request_waiting ON request (number) WHERE publication = 'waiting' AND checked = 0;
  CREATE INDEX request_opening ON request (opens_at) WHERE publication = 'waiting' AND checked = 1;
  CREATE INDEX request_window ON request (window_id, number) WHERE window_id IS NOT NULL;
  CREATE TABLE request_text (
    number INTEGER NOT NULL, name TEXT NOT NULL, salt TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (number, name)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE request_contact (number INTEGER PRIMARY KEY, sealed TEXT NOT NULL) STRICT;
  CREATE TABLE request_answer (
    number INTEGER NOT NULL, n INTEGER NOT NULL, outcome TEXT NOT NULL, reason TEXT, text TEXT NOT NULL,
    changes TEXT NOT NULL, against TEXT NOT NULL, at INTEGER NOT NULL, ledger INTEGER NOT NULL, PRIMARY KEY (number, n)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE request_petition (
    number INTEGER PRIMARY KEY, tag_key TEXT NOT NULL, since INTEGER NOT NULL, made_before INTEGER NOT NULL,
    counted_until INTEGER NOT NULL, step INTEGER NOT NULL DEFAULT 0, counted_at INTEGER, ledger INTEGER
  ) STRICT;
  CREATE INDEX request_petition_end ON request_petition (counted_until);
  CREATE TABLE request_deadline (window_id INTEGER PRIMARY KEY, at INTEGER NOT NULL, ledger INTEGER NOT NULL) STRICT;
`;
