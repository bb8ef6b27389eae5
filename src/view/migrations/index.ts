import { first } from '#view/migrations/0001-first.ts';

/** Numbered migrations, oldest first. One is never changed once a release carried it. */
export const migrations: readonly string[] = [first];
