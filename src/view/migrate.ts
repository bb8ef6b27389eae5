import { type Db, transaction } from '#log/sqlite.ts';
import { migrations } from '#view/migrations/index.ts';

/** Brings a view to the newest schema, each numbered migration in its own transaction. */
export function migrate(db: Db): void {
  const present = db.prepare<{ user_version: number }>('PRAGMA user_version').get()!.user_version;
  if (present > migrations.length)
    throw new Error(`the view has schema ${present}, this Rooftop knows ${migrations.length}`);
  for (let version = present + 1; version <= migrations.length; version++) {
    transaction(db, () => {
      db.exec(migrations[version - 1]!);
      db.exec(`PRAGMA user_version = ${version}`);
    });
  }
}
