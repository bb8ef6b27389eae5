/** Tables of the status room, and what every page says of planned work. Times are milliseconds UTC. */
export const status = `
  -- Every public change of a window as it was then, so that feeds tell each once.
  CREATE TABLE status_change (
    window_id INTEGER NOT NULL, sequence INTEGER NOT NULL, what TEXT NOT NULL, at INTEGER NOT NULL,
    starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    PRIMARY KEY (window_id, sequence, what)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX status_change_at ON status_change (at);

  -- Work that pages may have to announce.
  CREATE TABLE banner (
    window_id INTEGER PRIMARY KEY, starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL,
    under_way INTEGER NOT NULL, effect TEXT NOT NULL
  ) STRICT;
`;
