import type { Db } from '#log/sqlite.ts';

/** A setting as stored; `at` is when it was set, milliseconds. */
export type SettingRow = { readonly name: string; readonly value: string; readonly at: number };

export function settingStore(db: Db) {
  const all = db.prepare<SettingRow>('SELECT name, value, at FROM setting');
  const get = db.prepare<{ value: string }>('SELECT value FROM setting WHERE name = ?');
  const put = db.prepare('INSERT OR REPLACE INTO setting (name, value, at) VALUES (?, ?, ?)');
  const remove = db.prepare('DELETE FROM setting WHERE name = ?');
  return {
    all: () => all.all(),
    get: (name: string) => get.get(name)?.value,
    put: (row: SettingRow) => void put.run(row.name, row.value, row.at),
    remove: (name: string) => void remove.run(name),
  };
}
