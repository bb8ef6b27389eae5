import { Worker } from 'node:worker_threads';

export type CheckpointWork = { readonly files: readonly string[]; readonly everyMs: number };
export type CheckpointAsk = { readonly n: number; readonly what: CheckpointTask };
export type CheckpointTask =
  | 'truncate'
  | 'stop'
  | { readonly wipe: string }
  | { readonly follow: string }
  | { readonly rest: string }
  | { readonly drop: string };
export type CheckpointSays =
  | { readonly n: number; readonly done: boolean; readonly error?: string }
  | { readonly trouble: string };

export type Checkpoints = {
  /**
   * Writes all of every WAL into its database and empties it. False when readers or writers were in the way;
   * ask again.
   */
  truncate(): Promise<boolean>;
  /**
   * Overwrites what rows left behind in unused parts of pages (see wipe.ts). False when it could not be
   * finished; ask again.
   */
  wipe(file: string): Promise<boolean>;
  /** Checkpoints this file too, or again. */
  follow(file: string): Promise<boolean>;
  /** Leaves this file's WAL to grow, but keeps it open. */
  rest(file: string): Promise<boolean>;
  /** Closes the file, once it is not being wiped any more. */
  drop(file: string): Promise<boolean>;
  stop(): Promise<void>;
};

export type CheckpointOptions = {
  /** SQLite files in WAL mode; they must be there. */
  readonly files: readonly string[];
  readonly report: (what: string, error: unknown) => void;
  readonly everyMs?: number;
};

const EVERY_MS = 200;

/**
 * Checkpoints files on a thread and connections of its own, so that no commit has to. While this runs, closing
 * a database on the writer's loop does not checkpoint either, since it is not the last connection.
 */
export function startCheckpoints({ files, report, everyMs = EVERY_MS }: CheckpointOptions): Checkpoints {
  const workerData: CheckpointWork = { files, everyMs };
  const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData });
  const waiting = new Map<number, { resolve: (done: boolean) => void; reject: (error: Error) => void }>();
  let asked = 0;
  let ended = false;

  function ask(what: CheckpointTask): Promise<boolean> {
    if (ended) return Promise.resolve(false);
    const n = ++asked;
    const message: CheckpointAsk = { n, what };
    worker.postMessage(message);
    return new Promise((resolve, reject) => waiting.set(n, { resolve, reject }));
  }

  worker.on('message', (said: CheckpointSays) => {
    if ('trouble' in said) return report('a checkpoint failed', new Error(said.trouble));
    const caller = waiting.get(said.n);
    waiting.delete(said.n);
    if (said.error === undefined) caller?.resolve(said.done);
    else caller?.reject(new Error(said.error));
  });
  worker.on('error', (error) => report('the checkpoint worker died', error));
  worker.once('exit', () => {
    ended = true;
    for (const { resolve } of waiting.values()) resolve(false);
  });
  worker.unref();

  return {
    truncate: () => ask('truncate'),
    wipe: (file) => ask({ wipe: file }),
    follow: (file) => ask({ follow: file }),
    rest: (file) => ask({ rest: file }),
    drop: (file) => ask({ drop: file }),
    async stop() {
      worker.ref();
      await ask('stop');
    },
  };
}
