/** Tables of the notices room. Times are milliseconds UTC; forms, windows and remarks are JSON. */
export const notices = `
  -- A provider's work under one maintenance id; windows is what is accepted of it now.
  CREATE TABLE notice (
    id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, windows TEXT NOT NULL, waiting INTEGER NOT NULL,
    ends_at INTEGER NOT NULL, changed_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX notice_ends ON notice (ends_at);

  -- One message of a provider: taken, quarantined or discarded.
  CREATE TABLE notice_message (
    id INTEGER PRIMARY KEY, notice_id INTEGER, hash TEXT NOT NULL UNIQUE, state TEXT NOT NULL, standing TEXT NOT NULL,
    form TEXT, draft TEXT, remarks TEXT NOT NULL, together TEXT NOT NULL,
    doubtful INTEGER NOT NULL, confirmed INTEGER NOT NULL, out_of_order INTEGER NOT NULL,
    source TEXT NOT NULL, raw_hash TEXT NOT NULL, received_at INTEGER NOT NULL, settled_at INTEGER, settled_why TEXT
  ) STRICT;
  CREATE INDEX notice_message_notice ON notice_message (notice_id) WHERE notice_id IS NOT NULL;
  CREATE INDEX notice_message_standing ON notice_message (standing, received_at);
  CREATE INDEX notice_message_raw ON notice_message (raw_hash);

  CREATE TABLE notice_raw (hash TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE INDEX notice_raw_at ON notice_raw (at);

  -- Notices a person has linked: one harm told twice, or one in place of the other.
  CREATE TABLE notice_link (
    notice_id INTEGER NOT NULL, other_id INTEGER NOT NULL, kind TEXT NOT NULL, PRIMARY KEY (notice_id, other_id)
  ) STRICT, WITHOUT ROWID;

  -- Where notices are looked for: a folder of this machine, or the address of a calendar.
  CREATE TABLE notice_source (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, place TEXT NOT NULL UNIQUE, added_at INTEGER NOT NULL
  ) STRICT;
`;
