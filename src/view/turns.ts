/** Does work while no batch is under way; what arrives meanwhile waits. */
export type Between = <T>(work: () => Promise<T>) => Promise<T>;

export type Turns = {
  readonly between: Between;
  /** The work whose turn it is; it never rejects. */
  next(): (() => Promise<void>) | undefined;
  empty(): boolean;
};

/** Work that waits for its turn between two batches of the writer. `begin` is called when there is some. */
export function makeTurns(begin: () => void): Turns {
  const waiting: (() => Promise<void>)[] = [];
  return {
    between: (work) =>
      new Promise((resolve, reject) => {
        waiting.push(() => work().then(resolve, reject));
        begin();
      }),
    next: () => waiting.shift(),
    empty: () => waiting.length === 0,
  };
}
