import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { openLocalLogForReading } from '#log/local.ts';
import type { LogReader } from '#log/port.ts';
import type { Db } from '#log/sqlite.ts';
import { FAILURES_MOST, readFailures, readLowestCursor } from '#machinery/jobs/cursors.ts';
import { takeLock } from '#machinery/lock.ts';
import { bytesOf } from '#machinery/metrics/of-process.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import { freeBytes } from '#view/disk-reserve.ts';
import { standingFile } from '#view/generations/files.ts';
import { checkBelongs, ForeignView } from '#view/keeper.ts';
import { openViewForReading } from '#view/open.ts';
import { positionStore } from '#view/position.ts';
import { isDistrusted } from '#view/set-aside.ts';
import { listSnapshots } from '#view/snapshots.ts';

/** One thing the doctor looked at. */
export type Finding = { readonly about: string; readonly well: boolean; readonly says: string };

const MEGABYTE = 1_048_576;
const WAL_MOST = 256 * MEGABYTE;
const FREE_LEAST = 1_024 * MEGABYTE;
const LAG_MOST = 1_000;
const JOBS_LAG_MOST = 10_000;
const CLOCK_MOST_MS = 2_000;

/** Looks at a data folder from outside, beside a running server or without one. Changes nothing. */
export async function examine(folder: Folder, now: number): Promise<readonly Finding[]> {
  const processes = await examineProcesses(folder);
  if (!existsSync(folder.log))
    return [
      processes,
      { about: 'log', well: !existsSync(folder.view), says: `there is none in ${folder.root}` },
    ];
  const log = openLocalLogForReading(folder.log);
  try {
    return [
      processes,
      ...(await examineLog(log, now)),
      await examineView(folder, log),
      examineWal(folder),
      await examineJobs(folder, log),
      await examineSnapshots(folder, log, now),
      examineDisk(folder),
      examineLedger(folder),
    ];
  } finally {
    await log.close();
  }
}

async function examineProcesses(folder: Folder): Promise<Finding> {
  const about = 'processes';
  const status = await askSupervisor(folder.desk, 'status');
  if (status) {
    const children = status.children.map(({ role, pid, state }) => `${role} ${pid} ${state}`).join(', ');
    return {
      about,
      well: status.children.every(({ state }) => state === 'ready'),
      says: `port ${status.port}: ${children}`,
    };
  }
  const lock = takeLock(folder.lock);
  lock?.release();
  return { about, well: true, says: lock ? 'no server is running' : 'one process is running' };
}

async function examineLog(log: LogReader, now: number): Promise<readonly Finding[]> {
  const head = await log.head();
  const first = await log.firstSeq();
  const faults = (await log.skips(0)).size;
  const ahead = head.at - now;
  return [
    { about: 'log', well: true, says: `${head.seq} entries, kept from ${first}` },
    { about: 'faults', well: faults === 0, says: `${faults} kept commands failed and were skipped` },
    {
      about: 'clock',
      well: ahead <= CLOCK_MOST_MS,
      says:
        ahead <= CLOCK_MOST_MS
          ? 'not behind the log'
          : `${seconds(ahead)} s behind the log's last entry: it was set back`,
    },
  ];
}

async function examineView(folder: Folder, log: LogReader): Promise<Finding> {
  const about = 'view';
  if (isDistrusted(folder.view))
    return { about, well: false, says: 'found damaged; the next start rebuilds it' };
  if (!existsSync(folder.view))
    return { about, well: false, says: 'there is none; the next start builds it' };
  const db = openViewForReading(folder.view);
  try {
    await checkBelongs(db, log);
    const lag = (await log.head()).seq - db.of(positionStore).seq();
    return {
      about,
      well: lag <= LAG_MOST,
      says: `${lag} entries behind the log, ${plain(pagesOf(db) / MEGABYTE)} MB`,
    };
  } catch (error) {
    if (error instanceof ForeignView) return { about, well: false, says: error.message };
    throw error;
  } finally {
    db.close();
  }
}

function pagesOf(db: Db): number {
  const { bytes } = db
    .prepare<{ bytes: number }>(
      'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size',
    )
    .get()!;
  return bytes;
}

function examineWal(folder: Folder): Finding {
  const sizes = [folder.log, standingFile(folder.view)].map((file) => bytesOf(`${file}-wal`));
  const [log, view] = sizes.map((bytes) => plain(bytes / MEGABYTE));
  return {
    about: 'wal',
    well: sizes.every((bytes) => bytes < WAL_MOST),
    says: `log ${log} MB, view ${view} MB`,
  };
}

async function examineJobs(folder: Folder, log: LogReader): Promise<Finding> {
  const lag = (await log.head()).seq - readLowestCursor(folder.jobs);
  const failures = readFailures(folder.jobs, FAILURES_MOST);
  const last = failures[0];
  const failed = last
    ? `; ${failures.length} given up, last: ${last.kind} at ${last.seq}: ${last.error}`
    : '';
  return {
    about: 'jobs',
    well: lag <= JOBS_LAG_MOST && !last,
    says: `${lag} entries behind the log${failed}`,
  };
}

async function examineSnapshots(folder: Folder, log: LogReader, now: number): Promise<Finding> {
  const snapshots = listSnapshots(folder.snapshots);
  const newest = snapshots.at(-1);
  const from = await log.firstSeq();
  const lost = !newest && from > 1;
  const age = newest ? `, the newest ${seconds(now - statSync(newest.path).mtimeMs)} s old` : '';
  return { about: 'snapshots', well: !lost, says: `${snapshots.length}${age}` };
}

/** The role that signs the public record leaves a word here while it may not. */
function examineLedger(folder: Folder): Finding {
  const refused = join(folder.shelf, 'ledger/refused');
  const says = existsSync(refused)
    ? `it is not signed: ${readFileSync(refused, 'utf8').trim()}`
    : 'it is signed';
  return { about: 'ledger', well: !existsSync(refused), says };
}

function examineDisk(folder: Folder): Finding {
  const free = freeBytes(folder.root);
  return { about: 'disk', well: free >= FREE_LEAST, says: `${plain(free / MEGABYTE)} MB free` };
}

function seconds(ms: number): string {
  return plain(ms / 1000);
}

function plain(n: number): string {
  return n.toFixed(n < 10 ? 1 : 0);
}
