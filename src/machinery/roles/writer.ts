import { statfsSync } from 'node:fs';
import { openLocalLog } from '#log/local.ts';
import { type ControlServer, serveControl } from '#machinery/control/server.ts';
import { awaitLock } from '#machinery/lock.ts';
import type { Report } from '#machinery/logging.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import type { Registry } from '#view/command.ts';
import { keepView } from '#view/keeper.ts';
import { openViewForWriting } from '#view/open.ts';
import { type Submit, startWriter } from '#view/writer.ts';

const DISK_CHECK_MS = 1_000;

export type WriterRole = {
  readonly submit: Submit;
  /** Why nothing is accepted now, undefined when all is well. */
  trouble(): string | undefined;
  stop(): Promise<void>;
};

export type WriterRoleOptions = {
  readonly folder: Folder;
  readonly registry: Registry;
  readonly now: () => number;
  readonly report: Report;
  /** Free disk below which nothing is accepted, bytes. */
  readonly diskReserve: number;
  /** How long to wait for the lock, milliseconds; a standby waits long. */
  readonly lockWaitMs: number;
};

/** Another server holds the data folder. */
export class FolderInUse extends Error {}

/** The one writer: holds the lock, keeps the view, listens on the control socket. Throws FolderInUse. */
export async function startWriterRole(options: WriterRoleOptions): Promise<WriterRole> {
  const { folder, registry, now, report } = options;
  const lock = await awaitLock(folder.lock, options.lockWaitMs);
  if (!lock) throw new FolderInUse(`another server is using ${folder.root}`);
  const log = openLocalLog(folder.log);
  const db = openViewForWriting(folder.view);
  const keeper = await keepView(db, log, registry);
  await keeper.catchUp();
  const control: { server?: ControlServer } = {};
  const disk = watchDisk(folder.root, options.diskReserve);
  const writer = startWriter({
    log,
    keeper,
    now,
    report,
    diskTrouble: disk.trouble,
    onApplied: (seq) => control.server?.wake(seq),
  });
  control.server = await serveControl(folder.control, writer.submit);
  return {
    submit: writer.submit,
    trouble: writer.trouble,
    async stop() {
      disk.stop();
      await writer.stop();
      await control.server?.close();
      db.close();
      log.close();
      lock.release();
    },
  };
}

/** Looks at the free space once a second, so that what is refused is refused before the append. */
function watchDisk(path: string, reserve: number): { trouble(): string | undefined; stop(): void } {
  let trouble: string | undefined;
  const look = () => {
    const { bavail, bsize } = statfsSync(path);
    trouble = bavail * bsize < reserve ? 'the disk is full' : undefined;
  };
  look();
  const timer = setInterval(look, DISK_CHECK_MS).unref();
  return { trouble: () => trouble, stop: () => clearInterval(timer) };
}
