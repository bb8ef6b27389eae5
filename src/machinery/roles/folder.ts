import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where things lie in the data folder. */
export type Folder = {
  readonly root: string;
  readonly log: string;
  readonly view: string;
  readonly jobs: string;
  readonly search: string;
  readonly media: string;
  readonly snapshots: string;
  /** Public files that are not view: the ledger's. */
  readonly shelf: string;
  /** What another host can serve while this one does not answer. */
  readonly mirror: string;
  readonly secret: string;
  /** What the ledger is signed with. */
  readonly ledgerKey: string;
  /** Held by the one writer. */
  readonly lock: string;
  /** Held by the one process that carries out jobs. */
  readonly jobsLock: string;
  /** Where the writer takes commands. */
  readonly control: string;
  /** Where the supervisor answers the command line. */
  readonly desk: string;
};

/** The places in a data folder, which is made if it is not there. The mirror may lie elsewhere. */
export function dataFolder(root: string, mirror = join(root, 'mirror')): Folder {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  const at = (name: string) => join(root, name);
  return {
    root,
    log: at('log.db'),
    view: at('view.db'),
    jobs: at('jobs.db'),
    search: at('search.db'),
    media: at('media'),
    snapshots: at('snapshots'),
    shelf: at('public'),
    mirror,
    secret: at('secret.key'),
    ledgerKey: at('ledger.key'),
    lock: at('lock.db'),
    jobsLock: at('jobs-lock.db'),
    control: at('control.sock'),
    desk: at('supervisor.sock'),
  };
}
