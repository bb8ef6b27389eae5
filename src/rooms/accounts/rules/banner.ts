/** Work that pages announce. Times are milliseconds UTC. */
export type Announced = {
  readonly windowId: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly underWay: boolean;
  /** What people are to expect. */
  readonly effect: 'none' | 'slower' | 'delayed' | 'read-only' | 'unreachable';
};

/** How long before its start pages announce work, milliseconds. */
export const ANNOUNCED_BEFORE_MS = 30 * 60_000;

/** What pages say now: work under way before work to come, and of several the one that begins first. */
export function announcedNow(all: readonly Announced[], now: number): Announced | undefined {
  const near = all.filter(
    ({ underWay, startsAt, endsAt }) => underWay || (startsAt - ANNOUNCED_BEFORE_MS <= now && now < endsAt),
  );
  const first = (some: readonly Announced[]) => some.toSorted((a, b) => a.startsAt - b.startsAt)[0];
  return first(near.filter(({ underWay }) => underWay)) ?? first(near);
}
