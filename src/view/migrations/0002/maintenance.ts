/** Tables of the maintenance room. Times are milliseconds UTC. */
export const maintenance = `
  CREATE TABLE maintenance_window (
    id INTEGER PRIMARY KEY, uid TEXT NOT NULL UNIQUE, sequence INTEGER NOT NULL,
    kind TEXT NOT NULL, title TEXT NOT NULL, description TEXT NOT NULL, parts TEXT NOT NULL, effect TEXT NOT NULL,
    state TEXT NOT NULL, cancelled_during INTEGER NOT NULL,
    starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, earliest INTEGER, latest INTEGER,
    started_at INTEGER, finished_at INTEGER, automatic INTEGER NOT NULL, zone TEXT, notice_id INTEGER,
    created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    late_said INTEGER NOT NULL, overrun_said INTEGER NOT NULL, reminded INTEGER
  ) STRICT;
  CREATE INDEX maintenance_window_state ON maintenance_window (state, starts_at);
  CREATE INDEX maintenance_window_notice ON maintenance_window (notice_id) WHERE notice_id IS NOT NULL;

  CREATE TABLE window_slot (
    window_id INTEGER NOT NULL, sequence INTEGER NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    reason TEXT, at INTEGER NOT NULL, zone TEXT, local_start TEXT, tzdata TEXT NOT NULL,
    PRIMARY KEY (window_id, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE window_update (
    window_id INTEGER NOT NULL, sequence INTEGER NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (window_id, sequence)
  ) STRICT, WITHOUT ROWID;

  -- One letter a second of what probes met: o answered, x failed, - not measured. Silence and slowest in milliseconds.
  CREATE TABLE window_minute (
    window_id INTEGER NOT NULL, minute INTEGER NOT NULL, reads TEXT NOT NULL, writes TEXT NOT NULL,
    slowest_read INTEGER NOT NULL, slowest_write INTEGER NOT NULL,
    read_silence INTEGER NOT NULL, write_silence INTEGER NOT NULL,
    PRIMARY KEY (window_id, minute)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE window_outcome (window_id INTEGER PRIMARY KEY, at INTEGER NOT NULL, outcome TEXT NOT NULL) STRICT;

  -- What probe writes write: one row, never more.
  CREATE TABLE probe (one INTEGER PRIMARY KEY CHECK (one = 1), window_id INTEGER NOT NULL, n INTEGER NOT NULL) STRICT;

  -- Work of others that is in the way of a window.
  CREATE TABLE window_alert (
    window_id INTEGER NOT NULL, about TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    at INTEGER NOT NULL, PRIMARY KEY (window_id, about, starts_at, ends_at)
  ) STRICT, WITHOUT ROWID;

  -- Who dismissed the announcement of a window, and at which of its sequences.
  CREATE TABLE announcement_dismissal (
    window_id INTEGER NOT NULL, account_id INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (window_id, account_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX announcement_dismissal_account ON announcement_dismissal (account_id);
`;
