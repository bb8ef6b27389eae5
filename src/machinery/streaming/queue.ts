const WAITING_MOST = 8_192;
const AT_A_TIME_MS = 8;
const STEPS_BETWEEN_LOOKS = 64;

export type Queue<T> = { add(item: T): void; clear(): void };

/**
 * Works through items one after the other, step by step, and lets others have their turn every 8 ms.
 * `lost` is told when too many wait, or work failed with a fault: then none is left.
 */
export function makeQueue<T>(
  work: (item: T) => Iterable<void>,
  lost: (fault: unknown | undefined) => void,
): Queue<T> {
  let waiting: T[] = [];
  let current: Iterator<void> | undefined;
  let scheduled = false;

  function schedule(): void {
    if (!scheduled) setImmediate(run);
    scheduled = true;
  }

  function run(): void {
    scheduled = false;
    try {
      workOn(performance.now() + AT_A_TIME_MS);
    } catch (fault) {
      clear();
      lost(fault);
    }
  }

  function workOn(until: number): void {
    for (let steps = 1; ; steps++) {
      if (!current) {
        const item = waiting.shift();
        if (item === undefined) return;
        current = work(item)[Symbol.iterator]();
      }
      if (current.next().done) current = undefined;
      if (steps % STEPS_BETWEEN_LOOKS === 0 && performance.now() > until) break;
    }
    schedule();
  }

  function clear(): void {
    waiting = [];
    current = undefined;
  }

  return {
    clear,
    add(item) {
      waiting.push(item);
      if (waiting.length <= WAITING_MOST) schedule();
      else {
        clear();
        lost(undefined);
      }
    },
  };
}
