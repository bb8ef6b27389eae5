import type { Db } from '#log/sqlite.ts';
import type { House } from '#machinery/house.ts';
import { type Cursor, type Cursors, openCursors } from '#machinery/jobs/cursors.ts';
import type { Job, Jobs, Periodic, Place } from '#machinery/jobs/job.ts';
import type { Report } from '#machinery/logging.ts';
import type { Folder } from '#machinery/roles/folder.ts';

const LOOK_EVERY_MS = 100;
const TAKEN_MOST = 100;
const ATTEMPTS_MOST = 20;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_MOST_MS = 3_600_000;

export type RunningJobs = { stop(): Promise<void> };

export type RunOptions = {
  readonly house: House;
  readonly folder: Folder;
  readonly jobs: Jobs;
  readonly report: Report;
};

/** Takes each effect once, in order within its kind, and runs what comes round by the clock. */
export function startJobs({ house, folder, jobs, report }: RunOptions): RunningJobs {
  const cursors = openCursors(folder.jobs);
  const stopping = new AbortController();
  const place: Place = { house, folder };
  const loops = [
    ...jobs.effects.map((job) =>
      loop(LOOK_EVERY_MS, stopping.signal, () => takeEffects(house, cursors, job, report)),
    ),
    ...jobs.periodic.map((job) => loop(job.everyMs, stopping.signal, () => runPeriodic(place, job, report))),
  ];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(loops);
      cursors.close();
    },
  };
}

async function loop(everyMs: number, signal: AbortSignal, turn: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await turn();
    await pause(everyMs, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}

async function runPeriodic(place: Place, job: Periodic, report: Report): Promise<void> {
  try {
    await job.run(place);
  } catch (error) {
    report(`the job ${job.name} failed`, error);
  }
}

async function takeEffects(house: House, cursors: Cursors, job: Job, report: Report): Promise<void> {
  let cursor = cursors.of(job.kind);
  if (cursor.notBefore > house.world.now()) return;
  const view = house.view();
  const reached = view.seq();
  const rows = view.of(effectStore).after(job.kind, cursor.seq, cursor.n, TAKEN_MOST);
  for (const row of rows) {
    const done = await attempt(house, job, row, cursor, report);
    cursor = done;
    cursors.put(cursor);
    if (cursor.attempts > 0) return;
  }
  if (rows.length < TAKEN_MOST && cursor.seq < reached)
    cursors.put({ ...cursor, seq: reached, n: Number.MAX_SAFE_INTEGER });
}

type EffectRow = { readonly seq: number; readonly n: number; readonly body: string };

/** The cursor after one try: past the effect when it is done or given up, before it with a pause when it failed. */
async function attempt(
  house: House,
  job: Job,
  row: EffectRow,
  cursor: Cursor,
  report: Report,
): Promise<Cursor> {
  const past: Cursor = { kind: job.kind, seq: row.seq, n: row.n, attempts: 0, notBefore: 0 };
  try {
    await job.run(house, JSON.parse(row.body) as never, `${job.kind}-${row.seq}-${row.n}`);
    return past;
  } catch (error) {
    const attempts = cursor.attempts + 1;
    report(`the job ${job.kind} failed at ${row.seq}-${row.n}, try ${attempts}`, error);
    if (attempts >= ATTEMPTS_MOST) return past;
    const wait = Math.min(PAUSE_MOST_MS, PAUSE_FIRST_MS * 2 ** (attempts - 1));
    return { ...cursor, attempts, notBefore: house.world.now() + wait };
  }
}

function effectStore(db: Db) {
  const after = db.prepare<EffectRow>(
    'SELECT seq, n, body FROM effect WHERE (seq, n) > (?, ?) AND kind = ? ORDER BY seq, n LIMIT ?',
  );
  return { after: (kind: string, seq: number, n: number, most: number) => after.all(seq, n, kind, most) };
}
