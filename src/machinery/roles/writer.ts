import type { Db } from '#log/sqlite.ts';
import { type ControlServer, serveControl } from '#machinery/control/server.ts';
import { beginCursors, readLowestCursor } from '#machinery/jobs/cursors.ts';
import { awaitLock, takeLock } from '#machinery/lock.ts';
import type { Report } from '#machinery/logging.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import { bytesOf } from '#machinery/metrics/of-process.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { Refusal } from '#values/refusal.ts';
import { type Checkpoints, startCheckpoints } from '#view/checkpoints.ts';
import type { Registry } from '#view/command.ts';
import { watchDiskReserve } from '#view/disk-reserve.ts';
import { standingFile } from '#view/generations/files.ts';
import {
  type GenerationMade,
  type GenerationProgress,
  makeGeneration,
  oneAtATime,
  SHARE,
} from '#view/generations/make.ts';
import { prepareGeneration } from '#view/generations/prepare.ts';
import { BrokenHouse, type HouseFolder, openHouseFolder } from '#view/house-folder.ts';
import { startRetention } from '#view/retention.ts';
import { type Submit, startWriter, type Writer } from '#view/writer.ts';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export type MakeGeneration = (onProgress: (progress: GenerationProgress) => void) => Promise<GenerationMade>;

export type WriterRole = {
  readonly submit: Submit;
  /** Writes the view anew beside the one in use and puts it in its place, while everything goes on. */
  readonly makeGeneration: MakeGeneration;
  /** Why nothing is accepted now, undefined when all is well. */
  trouble(): string | undefined;
  /** Answers what it has taken, then ends; the next writer may begin. */
  stop(): Promise<void>;
};

export type WriterRoleOptions = {
  readonly folder: Folder;
  readonly registry: Registry;
  readonly now: () => number;
  readonly report: Report;
  readonly figures: Figures;
  /** Free disk below which nothing is accepted, bytes. */
  readonly diskReserve: number;
  /** How long to wait for the lock, milliseconds; a standby waits long. */
  readonly lockWaitMs: number;
  /** How long what is past is kept, milliseconds; asked every round. */
  readonly retentionMs: (db: Db) => number;
  /** Called when the writer waits for its predecessor to end. */
  readonly onStanding?: () => void;
  /** Called now and then while it makes the view's next generation before it stands. */
  readonly onPreparing?: (progress: GenerationProgress) => void;
  /** Runs before anybody else can submit: what must be in the log first. A refusal is a reason not to start. */
  readonly prepare?: (db: Db, submit: Submit) => Promise<void>;
  /** Called after each applied batch with the new sequence. */
  readonly onApplied?: (seq: number) => void;
  /** The files turned out to be damaged: the process must end and start again. */
  readonly onDamage: () => void;
};

/** Another process holds the data folder. */
export class FolderInUse extends StartError {}

/** The one writer: holds the lock, keeps the view, listens on the control socket. Throws FolderInUse or StartError. */
export async function startWriterRole(options: WriterRoleOptions): Promise<WriterRole> {
  const { folder } = options;
  const alone = takeLock(folder.lock);
  const prepared = await prepare(options, alone !== undefined).catch((error: unknown) => {
    alone?.release();
    throw error;
  });
  const lock = alone ?? (await awaitLock(folder.lock, options.lockWaitMs, options.onStanding));
  if (!lock) throw new FolderInUse(`another server is using ${folder.root}`);
  try {
    const opened = await openFolder(options, prepared);
    const running = await startOver(opened, options);
    return {
      ...running,
      async stop() {
        await running.stop();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** A standby does beforehand what a migration has to rewrite; a command of the command line leaves it alone. */
async function prepare(options: WriterRoleOptions, alone: boolean): Promise<string | undefined> {
  const { folder, registry, report, diskReserve, onPreparing = () => {} } = options;
  if (!alone && !options.onStanding) return undefined;
  try {
    return await prepareGeneration({
      paths: folder,
      registry,
      reserveBytes: diskReserve,
      share: alone ? 1 : SHARE,
      onProgress: onPreparing,
      report,
    });
  } catch (error) {
    if (error instanceof Refusal) throw new StartError(error.message);
    if (!alone) throw error;
    report('the next view could not be prepared', error);
    return undefined;
  }
}

async function openFolder(
  { folder, registry, report }: WriterRoleOptions,
  prepared: string | undefined,
): Promise<HouseFolder> {
  try {
    return await openHouseFolder({ paths: folder, registry, report, prepared });
  } catch (error) {
    if (error instanceof BrokenHouse) throw new StartError(error.message);
    throw error;
  }
}

async function startOver(opened: HouseFolder, options: WriterRoleOptions): Promise<WriterRole> {
  const { folder, now, report, figures } = options;
  const { log, keeper } = opened;
  if (keeper.seq() === 0) beginCursors(folder.jobs, log.epoch);
  const control: { server?: ControlServer } = {};
  const told = (seq: number) => {
    control.server?.wake(seq);
    options.onApplied?.(seq);
  };
  const writer: Writer = startWriter({
    log,
    keeper,
    now,
    report,
    diskTrouble: watchDiskReserve(folder.root, options.diskReserve),
    onApplied: told,
    onCorruption() {
      opened.distrustView();
      options.onDamage();
    },
  });
  const submit = counted(writer.submit, figures);
  const checkpoints = startCheckpoints({ files: [folder.log, folder.view], report });
  const retention = startRetention({
    paths: folder,
    log,
    db: () => keeper.db,
    submit,
    checkpoints,
    now,
    retentionMs: () => options.retentionMs(keeper.db),
    jobsCursor: () => readLowestCursor(folder.jobs),
    report,
  });
  const stopping = new AbortController();
  const generation = oneAtATime((onProgress: (progress: GenerationProgress) => void) =>
    regenerate({ opened, writer, checkpoints, options, onProgress, signal: stopping.signal }),
  );
  const makeAnew: MakeGeneration = async (onProgress) => {
    const made = await generation(onProgress);
    told(made.seq);
    return made;
  };
  async function end() {
    stopping.abort(new Refusal('unavailable', 'The server is stopping'));
    await control.server?.close();
    await retention.stop();
    await writer.stop();
    await opened.close();
    await checkpoints.stop();
  }
  try {
    await options.prepare?.(keeper.db, submit);
    control.server = await serveControl({
      path: folder.control,
      submit,
      trouble: writer.trouble,
      makeGeneration: makeAnew,
      report,
    });
  } catch (error) {
    await end();
    throw error instanceof Refusal ? new StartError(error.message) : error;
  }
  measure(figures, folder, keeper.seq);
  return { submit, makeGeneration: makeAnew, trouble: writer.trouble, stop: end };
}

type Regeneration = {
  readonly opened: HouseFolder;
  readonly writer: Writer;
  readonly checkpoints: Checkpoints;
  readonly options: WriterRoleOptions;
  readonly onProgress: (progress: GenerationProgress) => void;
  readonly signal: AbortSignal;
};

function regenerate({ opened, writer, checkpoints, options, onProgress, signal }: Regeneration) {
  return makeGeneration({
    paths: options.folder,
    log: opened.log,
    registry: options.registry,
    keeper: opened.keeper,
    between: writer.between,
    checkpoints,
    reserveBytes: options.diskReserve,
    onProgress,
    signal,
    onTorn(error) {
      options.report('those who read the former view could not be told', error);
      options.onDamage();
    },
  });
}

/** Counts commands and how long they take. */
function counted(submit: Submit, figures: Figures): Submit {
  const commands = figures.counter('rooftop_commands_total', 'Commands, by how they ended.');
  const seconds = figures.histogram('rooftop_command_seconds', 'Time until durable and applied.', SECONDS);
  return async (draft, lane) => {
    const from = performance.now();
    try {
      const answered = await submit(draft, lane);
      commands.add('end="done"');
      seconds.see((performance.now() - from) / 1000);
      return answered;
    } catch (error) {
      commands.add(error instanceof Refusal ? `end="${error.kind}"` : 'end="fault"');
      throw error;
    }
  };
}

function measure(figures: Figures, folder: Folder, seq: () => number): void {
  figures.gauge('rooftop_log_sequence', 'Sequence of the last applied command.', seq);
  figures.gauge('rooftop_wal_bytes', 'Size of the write-ahead files.', () => [
    ['of="log"', bytesOf(`${folder.log}-wal`)],
    ['of="view"', bytesOf(`${standingFile(folder.view)}-wal`)],
  ]);
}
