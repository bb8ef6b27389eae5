/** How often a channel is looked at, and how rarely when it cannot be read. */
export const EVERY_LEAST_MS = 60_000;
export const EVERY_USUAL_MS = 5 * 60_000;
export const EVERY_MOST_MS = 30 * 60_000;
export const PAUSE_MOST_MS = 6 * 3_600_000;
const RETRY_AFTER_MOST_MS = 24 * 3_600_000;
const DOUBLINGS_MOST = 10;
/** No pause is shorter or longer than meant by more than this part. */
const JITTER = 0.15;

export type Pause = {
  readonly everyMs: number;
  /** Looks in a row that found nothing. */
  readonly failures: number;
  /** What the other side asked for; 0: nothing. */
  readonly retryAfterMs: number;
  /** From 0 to 1, so that channels do not all come round together. */
  readonly chance: number;
};

/** How long to leave a channel alone, milliseconds: twice as long after each failure, and at least as long as it asked for. */
export function pauseAfter({ everyMs, failures, retryAfterMs, chance }: Pause): number {
  const doubled = Math.min(PAUSE_MOST_MS, everyMs * 2 ** Math.min(failures, DOUBLINGS_MOST));
  return Math.max(retryAfterMs, Math.round(doubled * (1 - JITTER + 2 * JITTER * chance)));
}

/** Retry-After in milliseconds from now: seconds, or a date. 0 for what is neither. */
export function retryAfterMs(text: string | undefined, now: number): number {
  if (text === undefined || text.length > 100) return 0;
  const ms = /^\d{1,9}$/.test(text.trim()) ? Number(text) * 1_000 : Date.parse(text) - now;
  return ms > 0 ? Math.min(ms, RETRY_AFTER_MOST_MS) : 0;
}
