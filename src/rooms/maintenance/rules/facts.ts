import type { MaintenanceWindow } from '#rooms/maintenance/rules/window.ts';
import { iso } from '#values/time.ts';

export type Facts = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

/** The public name of a window on the ledger. */
export function nameOfWindow(id: number): string {
  return `window/${id}`;
}

/** A window as the ledger says it: closed words, numbers and RFC 3339 UTC times. */
export function factsOf(window: MaintenanceWindow): Facts {
  const time = (ms: number | null) => (ms === null ? null : iso(ms));
  return {
    uid: window.uid,
    sequence: window.sequence,
    kind: window.kind,
    state: window.state,
    cancelledDuring: window.cancelledDuring,
    effect: window.effect,
    parts: window.parts,
    startsAt: iso(window.startsAt),
    endsAt: iso(window.endsAt),
    earliest: time(window.earliest),
    latest: time(window.latest),
    startedAt: time(window.startedAt),
    finishedAt: time(window.finishedAt),
    automatic: window.automatic,
    notice: window.noticeId === null ? null : `notice/${window.noticeId}`,
  };
}
