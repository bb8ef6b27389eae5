import { type Db, transaction } from '#log/sqlite.ts';
import { migrations } from '#view/migrations/index.ts';
import { carryOutStep, type Migration } from '#view/rewrite.ts';

/** The view has a schema that only a newer Rooftop knows. */
export class NewerSchema extends Error {
  constructor(present: number, known: number) {
    super(`the view has schema ${present}, this Rooftop knows ${known}`);
    this.name = 'NewerSchema';
  }
}

/** Brings a view to the newest schema, each numbered migration in its own transaction. Throws NewerSchema. */
export function migrate(db: Db, steps: readonly Migration[] = migrations): void {
  const present = schemaOf(db);
  if (present > steps.length) throw new NewerSchema(present, steps.length);
  for (let version = present + 1; version <= steps.length; version++) {
    transaction(db, () => {
      carryOutStep(db, steps[version - 1]!);
      db.exec(`PRAGMA user_version = ${version}`);
    });
  }
}

/** How many migrations a view has had. */
export function schemaOf(db: Db): number {
  return db.prepare<{ user_version: number }>('PRAGMA user_version').get()!.user_version;
}
