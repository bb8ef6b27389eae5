/** The server cannot start, for a reason an operator can mend. Starting again would not help. */
export class StartError extends Error {}

/** Ends the process where nothing in it can be trusted any more; whoever started it starts it again. */
export function endAtOnce(): never {
  process.exit(1);
}
