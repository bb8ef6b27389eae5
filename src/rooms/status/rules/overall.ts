/** How it stands with planned work as a whole, in one word. */
export type Overall = 'well' | 'planned' | 'soon' | 'late' | 'active' | 'overrun';

type Standing = {
  readonly phase: 'planned' | 'late' | 'in-progress' | 'overrun' | 'finished' | 'cancelled';
  readonly startsAt: number;
};

/** Work this near is said to begin soon, milliseconds. */
const SOON_MS = 30 * 60_000;

/** What matters most to who looks now. */
export function overallOf(all: readonly Standing[], now: number): Overall {
  const is = (phase: Standing['phase']) => all.some((one) => one.phase === phase);
  if (is('overrun')) return 'overrun';
  if (is('in-progress')) return 'active';
  if (is('late')) return 'late';
  if (all.some((one) => one.phase === 'planned' && one.startsAt - now <= SOON_MS)) return 'soon';
  return is('planned') ? 'planned' : 'well';
}
