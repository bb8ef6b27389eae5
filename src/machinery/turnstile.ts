import { Refusal } from '#values/refusal.ts';

/** Lets a bounded number through at once; a bounded number waits; the rest is turned away. */
export type Turnstile = {
  /** Runs the work when its turn comes. Throws `unavailable` at once when too many wait. */
  pass<T>(work: () => Promise<T>): Promise<T>;
};

export type TurnstileOptions = {
  readonly atOnce: number;
  readonly waitingMost: number;
  readonly retryAfterSeconds: number;
};

export function makeTurnstile({ atOnce, waitingMost, retryAfterSeconds }: TurnstileOptions): Turnstile {
  const waiting: (() => void)[] = [];
  let inside = 0;

  const leave = () => {
    const next = waiting.shift();
    if (next) next();
    else inside--;
  };

  return {
    async pass(work) {
      if (inside >= atOnce) {
        if (waiting.length >= waitingMost)
          throw new Refusal(
            'unavailable',
            'Too many are waiting for this; try again soon',
            undefined,
            retryAfterSeconds,
          );
        await new Promise<void>((resolve) => waiting.push(resolve));
      } else {
        inside++;
      }
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
