import type { Db } from '#log/sqlite.ts';
import type { FreezePeriod } from '#rooms/channels/rules/channel.ts';

export type FreezeRow = FreezePeriod & { readonly id: number };

const COLUMNS = 'id, name, starts_at AS startsAt, ends_at AS endsAt, source';

export function freezeStore(db: Db) {
  const all = db.prepare<FreezeRow>(`SELECT ${COLUMNS} FROM freeze_period ORDER BY starts_at, id`);
  const byId = db.prepare<FreezeRow>(`SELECT ${COLUMNS} FROM freeze_period WHERE id = ?`);
  const count = db.prepare<{ n: number }>('SELECT count(*) AS n FROM freeze_period');
  const add = db.prepare(
    'INSERT INTO freeze_period (id, name, starts_at, ends_at, source) VALUES (?, ?, ?, ?, ?)',
  );
  const remove = db.prepare('DELETE FROM freeze_period WHERE id = ?');
  const removeOf = db.prepare('DELETE FROM freeze_period WHERE source = ?');
  return {
    all: () => all.all(),
    byId: (id: number) => byId.get(id),
    count: () => count.get()!.n,
    add: ({ id, name, startsAt, endsAt, source }: FreezeRow) =>
      void add.run(id, name, startsAt, endsAt, source),
    remove: (id: number) => void remove.run(id),
    removeOf: (source: string) => void removeOf.run(source),
  };
}
