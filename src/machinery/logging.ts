import { write, writeSync } from 'node:fs';

/** Reports are JSON lines on standard error: what happened, never bodies, tokens or addresses. */
export type Report = (what: string, error?: unknown) => void;

/** Characters that may wait for a reader. */
export const WAITING_MOST = 1_048_576;
const BUSY_PAUSE_MS = 20;
const STANDARD_ERROR = 2;

/**
 * A reporter that never makes a request wait. Node writes to pipes synchronously, so lines go out from a thread, one
 * write at a time; when nobody reads, they are dropped and counted. What waits when the process exits still goes out.
 */
export function makeReport(role: string, now: () => number, output = STANDARD_ERROR): Report {
  const sink = makeSink(output);
  return (what, error) =>
    sink({
      time: new Date(now()).toISOString(),
      role,
      pid: process.pid,
      what,
      ...(error === undefined ? {} : { error: describeError(error) }),
    });
}

function makeSink(output: number): (line: Readonly<Record<string, unknown>>) => void {
  let waiting = '';
  let writing = false;
  let dropped = 0;

  function flush() {
    if (writing || waiting === '') return;
    writing = true;
    const bytes = Buffer.from(waiting);
    waiting = '';
    send(bytes);
  }

  function send(bytes: Buffer) {
    write(output, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') return void setTimeout(() => send(bytes), BUSY_PAUSE_MS).unref();
      if (!error && written < bytes.length) return send(bytes.subarray(written));
      writing = false;
      flush();
    });
  }

  process.once('exit', () => {
    try {
      if (waiting !== '') writeSync(output, waiting);
    } catch {
      // Nobody reads, and the process is ending.
    }
  });

  return (line) => {
    if (waiting.length > WAITING_MOST) {
      dropped++;
      return;
    }
    waiting += `${JSON.stringify(dropped === 0 ? line : { ...line, droppedBefore: dropped })}\n`;
    dropped = 0;
    flush();
  };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` ← ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
