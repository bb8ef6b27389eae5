import type { House } from '#machinery/house.ts';
import { windows } from '#rooms/maintenance/index.ts';

/** The planned end may be moved: nobody is told to stay away longer than this, seconds. */
const PATIENCE_MOST_SECONDS = 3_600;

/**
 * How long who was told "not now" should wait: until the planned end of work that stops what was asked for. Undefined when
 * there is none, or its end has passed.
 */
export function patience({ view, world }: House): number | undefined {
  const now = world.now();
  const ends = windows(view())
    .filter(
      ({ state, effect }) => state === 'in-progress' && (effect === 'read-only' || effect === 'unreachable'),
    )
    .map(({ endsAt }) => endsAt);
  const seconds = Math.ceil((Math.max(...ends) - now) / 1_000);
  return seconds > 0 ? Math.min(seconds, PATIENCE_MOST_SECONDS) : undefined;
}
