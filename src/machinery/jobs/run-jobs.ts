import type { Db } from '#log/sqlite.ts';
import type { House } from '#machinery/house.ts';
import { type Cursor, type Cursors, endOf, openCursors } from '#machinery/jobs/cursors.ts';
import type { Job, Jobs, Periodic, Place } from '#machinery/jobs/job.ts';
import type { Report } from '#machinery/logging.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { Refusal } from '#values/refusal.ts';
import { positionStore } from '#view/position.ts';

const LOOK_EVERY_MS = 100;
const TAKEN_MOST = 100;
/** Tries of one effect; the pauses between them come to about 50 minutes. */
export const ATTEMPTS_MOST = 12;
const PAUSE_FIRST_MS = 1_000;
const PAUSE_MOST_MS = 600_000;
const SAVE_EVERY_MS = 5_000;

export type RunningJobs = {
  /** Lets what is under way end. */
  stop(): Promise<void>;
};

export type RunOptions = {
  readonly house: House;
  readonly folder: Folder;
  readonly jobs: Jobs;
  readonly report: Report;
  readonly figures: Figures;
  /** Where the server answers on this machine, if anybody knows. */
  readonly ownAddress?: () => Promise<string | undefined>;
};

type Runner = RunOptions & { readonly cursors: Cursors; readonly signal: AbortSignal };

/** Takes each effect once, in order within its kind, and runs what comes round by the clock. */
export function startJobs(options: RunOptions): RunningJobs {
  const { house, folder, jobs, figures, ownAddress = async () => undefined } = options;
  const kinds = jobs.effects.map(({ kind }) => kind);
  const position = house.view().of(positionStore).get();
  const standing = { epoch: position?.epoch ?? '', seq: position?.seq ?? 0 };
  const cursors = openCursors(folder.jobs, kinds, standing);
  const stopping = new AbortController();
  const runner: Runner = { ...options, cursors, signal: stopping.signal };
  const effects = jobs.effects.map((job) => takeEffects(runner, job));
  const place: Place = { house, folder, ownAddress };
  const periodic = jobs.periodic.map((job) => comeRound(runner, place, job));
  figures.gauge('rooftop_jobs_lag', 'Commands whose effects are still to be carried out, by kind.', () =>
    effects.map(({ kind, reached }) => [`kind="${kind}"`, Math.max(0, house.view().seq() - reached())]),
  );
  return {
    async stop() {
      stopping.abort();
      await Promise.all([...effects.map(({ ended }) => ended), ...periodic]);
      cursors.close();
    },
  };
}

async function comeRound(runner: Runner, place: Place, job: Periodic): Promise<void> {
  const attempt = async (work: ((place: Place) => Promise<void> | void) | undefined) => {
    try {
      await work?.(place);
    } catch (error) {
      runner.report(`the job ${job.name} failed`, error);
    }
  };
  while (!runner.signal.aborted) {
    await attempt(job.run);
    await pause(job.everyMs, runner.signal);
  }
  await attempt(job.leave);
}

type Taking = {
  readonly kind: string;
  /** The sequence up to which this kind is carried out. */
  readonly reached: () => number;
  readonly ended: Promise<void>;
};

/** Carries out the effects of one kind, one after the other. */
function takeEffects(runner: Runner, job: Job): Taking {
  const { house, cursors, signal } = runner;
  let cursor = cursors.of(job.kind);
  let savedAt = performance.now();

  /** True when more is waiting. */
  async function round(): Promise<boolean> {
    if (isLater(cursor.notBefore, house.world.now())) return false;
    const view = house.view();
    const reached = view.seq();
    if (reached <= cursor.seq && cursor.n === endOf(reached).n) return false;
    const rows = view.of(effectStore).after(job.kind, cursor.seq, cursor.n, TAKEN_MOST);
    for (const row of rows) {
      if (signal.aborted) return false;
      cursor = await attempt(runner, job, row, cursor);
      cursors.put([cursor]);
      if (cursor.notBefore > 0) return false;
    }
    if (rows.length === TAKEN_MOST) return true;
    if (cursor.seq <= reached) cursor = { ...cursor, ...endOf(reached) };
    return false;
  }

  /** That there was nothing to do is remembered now and then only, so that the log can be cut behind it. */
  function save(now: number) {
    if (cursor.attempts === 0) cursors.put([cursor]);
    savedAt = now;
  }

  async function run() {
    while (!signal.aborted) {
      const more = await round().catch((error: unknown) => {
        runner.report(`the jobs of ${job.kind} failed`, error);
        return false;
      });
      const now = performance.now();
      if (now - savedAt > SAVE_EVERY_MS) save(now);
      if (!more) await pause(LOOK_EVERY_MS, signal);
    }
    save(0);
  }

  return { kind: job.kind, reached: () => cursor.seq, ended: run() };
}

type EffectRow = { readonly seq: number; readonly n: number; readonly body: string };

/** The cursor after one try: past the effect when it is done or given up, before it with a pause when it failed. */
async function attempt(runner: Runner, job: Job, row: EffectRow, cursor: Cursor): Promise<Cursor> {
  const { house, report, cursors } = runner;
  const past: Cursor = { kind: job.kind, seq: row.seq, n: row.n, attempts: 0, notBefore: 0 };
  try {
    await job.run(house, JSON.parse(row.body) as never, `${job.kind}-${row.seq}-${row.n}`);
    return past;
  } catch (error) {
    const now = house.world.now();
    const notNow = error instanceof Refusal && error.kind === 'unavailable';
    const attempts = cursor.attempts + (notNow ? 0 : 1);
    if (!notNow) report(`the job ${job.kind} failed at ${row.seq}-${row.n}, try ${attempts}`, error);
    if (attempts >= ATTEMPTS_MOST) {
      cursors.fail({ kind: job.kind, seq: row.seq, n: row.n, at: now, error: String(error) });
      return past;
    }
    const wait = Math.min(PAUSE_MOST_MS, PAUSE_FIRST_MS * 2 ** Math.max(0, attempts - 1));
    return { ...cursor, attempts, notBefore: now + wait };
  }
}

/** A moment further away than any pause was set by a clock that has been put right since. */
function isLater(moment: number, now: number): boolean {
  return moment > now && moment <= now + PAUSE_MOST_MS;
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

function effectStore(db: Db) {
  const after = db.prepare<EffectRow>(
    'SELECT seq, n, body FROM effect WHERE (seq, n) > (?, ?) AND kind = ? ORDER BY seq, n LIMIT ?',
  );
  return { after: (kind: string, seq: number, n: number, most: number) => after.all(seq, n, kind, most) };
}
