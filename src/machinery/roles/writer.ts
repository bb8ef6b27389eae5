import type { Db } from '#log/sqlite.ts';
import { type ControlServer, serveControl } from '#machinery/control/server.ts';
import { beginCursors, readLowestCursor } from '#machinery/jobs/cursors.ts';
import { awaitLock } from '#machinery/lock.ts';
import type { Report } from '#machinery/logging.ts';
import type { Figures } from '#machinery/metrics/figures.ts';
import { bytesOf } from '#machinery/metrics/of-process.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { Refusal } from '#values/refusal.ts';
import { startCheckpoints } from '#view/checkpoints.ts';
import type { Registry } from '#view/command.ts';
import { watchDiskReserve } from '#view/disk-reserve.ts';
import { BrokenHouse, type HouseFolder, openHouseFolder } from '#view/house-folder.ts';
import { startRetention } from '#view/retention.ts';
import { type Submit, startWriter, type Writer } from '#view/writer.ts';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];

export type WriterRole = {
  readonly submit: Submit;
  /** The writer's own view; only apply changes it. */
  readonly db: Db;
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
  const lock = await awaitLock(folder.lock, options.lockWaitMs, options.onStanding);
  if (!lock) throw new FolderInUse(`another server is using ${folder.root}`);
  try {
    const opened = await openFolder(options);
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

async function openFolder({ folder, registry, report }: WriterRoleOptions): Promise<HouseFolder> {
  try {
    return await openHouseFolder({ paths: folder, registry, report });
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
  const writer: Writer = startWriter({
    log,
    keeper,
    now,
    report,
    diskTrouble: watchDiskReserve(folder.root, options.diskReserve),
    onApplied(seq) {
      control.server?.wake(seq);
      options.onApplied?.(seq);
    },
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
    db: keeper.db,
    submit,
    checkpoints,
    now,
    retentionMs: () => options.retentionMs(keeper.db),
    jobsCursor: () => readLowestCursor(folder.jobs),
    report,
  });
  async function end() {
    await control.server?.close();
    await retention.stop();
    await writer.stop();
    await opened.close();
    await checkpoints.stop();
  }
  try {
    await options.prepare?.(keeper.db, submit);
    control.server = await serveControl({ path: folder.control, submit, trouble: writer.trouble, report });
  } catch (error) {
    await end();
    throw error instanceof Refusal ? new StartError(error.message) : error;
  }
  measure(figures, folder, keeper.seq);
  return { submit, db: keeper.db, trouble: writer.trouble, stop: end };
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
    ['of="view"', bytesOf(`${folder.view}-wal`)],
  ]);
}
