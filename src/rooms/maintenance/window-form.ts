import { drift } from '#rooms/maintenance/rules/drift.ts';
import { lateness } from '#rooms/maintenance/rules/lateness.ts';
import { endingOf } from '#rooms/maintenance/rules/transitions.ts';
import type { MaintenanceWindow, WindowSlot } from '#rooms/maintenance/rules/window.ts';
import type { SeenWindow } from '#rooms/maintenance/views.ts';
import { iso } from '#values/time.ts';

const time = (ms: number | null) => (ms === null ? null : iso(ms));

/** A window as the API and the command line write it; times are RFC 3339 in UTC. */
export function toWindow(window: MaintenanceWindow, now: number) {
  return {
    id: String(window.id),
    uid: window.uid,
    sequence: window.sequence,
    kind: window.kind,
    title: window.title,
    description: window.description,
    parts: window.parts,
    effect: window.effect,
    state: window.state,
    lateness: lateness(window, now) ?? null,
    ending: endingOf(window) ?? null,
    startsAt: iso(window.startsAt),
    endsAt: iso(window.endsAt),
    earliest: time(window.earliest),
    latest: time(window.latest),
    startedAt: time(window.startedAt),
    finishedAt: time(window.finishedAt),
    automatic: window.automatic,
    zone: window.zone,
    notice: window.noticeId === null ? null : String(window.noticeId),
    createdAt: iso(window.createdAt),
    changedAt: iso(window.changedAt),
  };
}

/** A window with all it went through. */
export function toSeenWindow({ window, slots, updates, outcome, alerts }: SeenWindow, now: number) {
  return {
    ...toWindow(window, now),
    slots: slots.map(toSlot),
    updates: updates.map(({ sequence, text, at }) => ({ sequence, text, at: iso(at) })),
    conflicts: alerts.map((one) => ({
      ...{
        with: one.about,
        name: one.name,
        startsAt: iso(one.startsAt),
        endsAt: iso(one.endsAt),
        at: iso(one.at),
      },
    })),
    outcome: outcome && {
      ...outcome,
      plannedStart: iso(outcome.plannedStart),
      plannedEnd: iso(outcome.plannedEnd),
      actualStart: iso(outcome.actualStart),
      actualEnd: iso(outcome.actualEnd),
    },
  };
}

function toSlot(slot: WindowSlot) {
  const { sequence, startsAt, endsAt, reason, at, zone, localStart, tzdata } = slot;
  return {
    ...{ sequence, startsAt: iso(startsAt), endsAt: iso(endsAt), reason, at: iso(at) },
    zone,
    localStart,
    tzdata,
    drift: drift(slot) ?? null,
  };
}
