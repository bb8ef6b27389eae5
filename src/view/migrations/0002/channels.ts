/** Tables of the channels room: other services that are watched, and times without work. Times are milliseconds UTC. */
export const channels = `
  CREATE TABLE channel (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, url TEXT NOT NULL, every_ms INTEGER NOT NULL,
    shown INTEGER NOT NULL, added_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('up', 'maintenance', 'down', 'unknown')), since INTEGER NOT NULL,
    fetched_at INTEGER, fault TEXT
  ) STRICT;
  -- The windows of a channel, all in one text as they were found: they come and go together.
  CREATE TABLE channel_windows (channel_id INTEGER PRIMARY KEY, windows TEXT NOT NULL) STRICT;
  CREATE TABLE channel_history (
    channel_id INTEGER NOT NULL, at INTEGER NOT NULL, state TEXT NOT NULL, PRIMARY KEY (channel_id, at)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE freeze_period (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, source TEXT NOT NULL
  ) STRICT;
  CREATE INDEX freeze_period_source ON freeze_period (source);
`;
