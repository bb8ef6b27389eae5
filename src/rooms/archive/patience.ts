import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '#values/refusal.ts';

const TRIES_MOST = 60;
const WAIT_USUALLY_SECONDS = 5;

/** Long work waits where a person would be told "not now": each step is tried again for some minutes. */
export async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await step();
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind !== 'unavailable' || tries >= TRIES_MOST) throw error;
      await sleep(1_000 * (error.retryAfterSeconds ?? WAIT_USUALLY_SECONDS));
    }
  }
}
