import { first } from '#view/migrations/0001-first.ts';
import { plannedMaintenance } from '#view/migrations/0002-planned-maintenance.ts';
import type { Migration } from '#view/rewrite.ts';

/** Numbered migrations, oldest first. One is never changed once a release carried it. */
export const migrations: readonly Migration[] = [first, plannedMaintenance];
