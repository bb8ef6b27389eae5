import { addressKey, type Limit } from '#machinery/http/limits.ts';
import type { Call } from '#machinery/http/route.ts';
import { Refusal } from '#values/refusal.ts';

/** Requests from one line in an hour. Counted in memory; no address is kept. */
export const FROM_ONE: Limit = { name: 'ask-one', most: 5, perMs: 3_600_000, by: 'address' };
/** Requests from everybody in an hour, so that many lines together cannot bury the queue. */
export const FROM_ALL: Limit = { name: 'ask-all', most: 200, perMs: 3_600_000, by: 'address' };
const EVERYBODY = 'all';

/** Does the work unless too much came lately. What was refused as it stood does not count, so that people can mend it. */
export async function withinLimits<T>(
  { limits, address }: Pick<Call, 'limits' | 'address'>,
  work: () => Promise<T>,
): Promise<T> {
  const line = addressKey(address);
  limits.take(FROM_ONE, line);
  limits.take(FROM_ALL, EVERYBODY);
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'invalid') {
      limits.giveBack(FROM_ONE, line);
      limits.giveBack(FROM_ALL, EVERYBODY);
    }
    throw error;
  }
}
