/**
 * The public record: each entry's leaf as it is hashed, and beside it the texts it commits to, which alone can be taken
 * away. `shown` 1: the texts are public.
 */
export const ledger = `
  CREATE TABLE ledger_entry (
    idx INTEGER PRIMARY KEY, at INTEGER NOT NULL, kind TEXT NOT NULL, about TEXT NOT NULL, facts TEXT NOT NULL,
    leaf TEXT NOT NULL, shown INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ledger_entry_about ON ledger_entry (about, idx);
  CREATE TABLE ledger_text (
    idx INTEGER NOT NULL, name TEXT NOT NULL, commitment TEXT NOT NULL, text TEXT, salt TEXT, PRIMARY KEY (idx, name)
  ) STRICT, WITHOUT ROWID;
`;
