import { workerData } from 'node:worker_threads';
import { openDatabase } from '#log/sqlite.ts';
import { syncFile } from '#view/durable-files.ts';
import type { SnapshotWork } from '#view/snapshots.ts';

/** Copies a view and reads every page of the copy. Ends with an error when the copy is not whole. */
const { view, target } = workerData as SnapshotWork;

const source = openDatabase(view, { readOnly: true });
source.prepare('VACUUM INTO ?').run(target);
source.close();

const copy = openDatabase(target);
copy.exec('PRAGMA journal_mode = DELETE');
const found = copy.prepare<{ integrity_check: string }>('PRAGMA integrity_check').get();
copy.close();
if (found?.integrity_check !== 'ok') throw new Error(`the snapshot is damaged: ${found?.integrity_check}`);
syncFile(target);
