/** How many distinct accounts acted in each quarter of an hour, by group; counts alone. And what the operator protects. */
export const activity = `
  CREATE TABLE activity_count (
    name TEXT NOT NULL, bucket INTEGER NOT NULL, accounts INTEGER NOT NULL, PRIMARY KEY (name, bucket)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX activity_count_bucket ON activity_count (bucket);
  CREATE TABLE activity_group (name TEXT PRIMARY KEY, weight REAL NOT NULL, zone TEXT) STRICT, WITHOUT ROWID;
`;
