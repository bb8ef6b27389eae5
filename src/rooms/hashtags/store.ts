import type { Db } from '#log/sqlite.ts';

/** `key` is the canonical form that all spellings share; `name` the spelling first seen. */
export type TagRow = { readonly id: number; readonly key: string; readonly name: string };

export function tagStore(db: Db) {
  const byKey = db.prepare<TagRow>('SELECT id, key, name FROM tag WHERE key = ?');
  const byId = db.prepare<TagRow>('SELECT id, key, name FROM tag WHERE id = ?');
  const byPrefix = db.prepare<TagRow>(
    'SELECT id, key, name FROM tag WHERE key >= ?1 AND key < ?1 || char(0x10ffff) ORDER BY length(key), key LIMIT ?2 OFFSET ?3',
  );
  const insert = db.prepare('INSERT INTO tag (id, key, name) VALUES (?, ?, ?)');
  return {
    byKey: (key: string) => byKey.get(key),
    byId: (id: number) => byId.get(id),
    /** Hashtags whose key begins so, the shortest first. */
    byPrefix: (key: string, most: number, offset: number) => byPrefix.all(key, most, offset),
    insert: (tag: TagRow) => void insert.run(tag.id, tag.key, tag.name),
  };
}
