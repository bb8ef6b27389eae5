/** Reports go to standard error as JSON lines: what happened, never bodies, tokens or addresses. */
export type Report = (what: string, error?: unknown) => void;

const BUFFERED_MOST = 1_048_576;

/** A reporter that never makes a request wait: when nobody reads, lines are dropped and counted. */
export function makeReport(role: string, now: () => number): Report {
  let dropped = 0;
  return (what, error) => {
    if (process.stderr.writableLength > BUFFERED_MOST) {
      dropped++;
      return;
    }
    const line = {
      time: new Date(now()).toISOString(),
      role,
      pid: process.pid,
      what,
      ...(error === undefined ? {} : { error: describeError(error) }),
      ...(dropped === 0 ? {} : { droppedBefore: dropped }),
    };
    dropped = 0;
    process.stderr.write(`${JSON.stringify(line)}\n`);
  };
}

function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : ` ← ${describeError(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
