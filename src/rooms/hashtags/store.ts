import type { Db } from '#log/sqlite.ts';

/** `key` is the canonical form that all spellings share; `name` the spelling first seen. */
export type TagRow = { readonly id: number; readonly key: string; readonly name: string };

export function tagStore(db: Db) {
  const byKey = db.prepare<TagRow>('SELECT id, key, name FROM tag WHERE key = ?');
  const byId = db.prepare<TagRow>('SELECT id, key, name FROM tag WHERE id = ?');
  const insert = db.prepare('INSERT INTO tag (id, key, name) VALUES (?, ?, ?)');
  return {
    byKey: (key: string) => byKey.get(key),
    byId: (id: number) => byId.get(id),
    insert: (tag: TagRow) => void insert.run(tag.id, tag.key, tag.name),
  };
}
