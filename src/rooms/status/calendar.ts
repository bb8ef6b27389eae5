import {
  type CalendarOptions,
  type WrittenEvent,
  writeCalendar,
} from '#machinery/icalendar/write-calendar.ts';
import type { Effect, WindowState } from '#rooms/maintenance/index.ts';
import { type Impact, ownNoticeEvent, type Status } from '#rooms/notices/index.ts';
import { type FeedVoice, tellChange } from '#rooms/status/tell-change.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import { zonedSpans } from '#values/zoned-times.ts';

export type CalendarAbout = {
  readonly voice: FeedVoice;
  readonly origin: string;
  readonly domain: string;
  readonly name: string;
};

/** How often those who subscribe may ask again, minutes: work may be moved an hour before it begins. */
const REFRESH_MINUTES = 15;

/** The worst that people meet, in the words of the maintenance notes standard (X-MAINTNOTE). */
const IMPACTS: Readonly<Record<Effect, Impact>> = {
  none: 'NO-IMPACT',
  slower: 'DEGRADED',
  delayed: 'DEGRADED',
  'read-only': 'OUTAGE',
  unreachable: 'OUTAGE',
};

const STATUSES: Readonly<Record<WindowState, Status>> = {
  planned: 'CONFIRMED',
  'in-progress': 'IN-PROCESS',
  finished: 'COMPLETED',
  cancelled: 'CANCELLED',
};

/** The standard wants a thing that is affected, also where nobody notices anything. */
const WHOLE_SERVER = 'server';

/** Windows as a calendar to subscribe to: the same UID for life, a higher SEQUENCE with each public change, no METHOD. */
export function toCalendar(
  about: CalendarAbout,
  seen: readonly WindowNow[],
  more: CalendarOptions = {},
): string {
  return writeCalendar(
    seen.map((one) => toEvent(about, one)),
    { name: `${about.name}: ${about.voice.texts.status.title}`, refreshMinutes: REFRESH_MINUTES, ...more },
  );
}

function toEvent(about: CalendarAbout, seen: WindowNow): WrittenEvent {
  const { window, changes } = seen;
  const changedAt = changes[0]?.at ?? window.changedAt;
  const event = ownNoticeEvent({
    uid: window.uid,
    sequence: window.sequence,
    stampMs: changedAt,
    lastModifiedMs: changedAt,
    startMs: window.startsAt,
    endMs: window.endsAt,
    title: window.title,
    description: describe(about.voice, seen),
    url: `${about.origin}/status/windows/${window.id}`,
    provider: about.domain,
    maintenanceId: `window-${window.id}`,
    objects: window.parts.length === 0 ? [WHOLE_SERVER] : window.parts,
    impact: IMPACTS[window.effect],
    status: STATUSES[window.state],
    organizer: `${about.origin}/status`,
  });
  return { ...event, more: [{ name: 'TRANSP', value: 'TRANSPARENT' }, ...(event.more ?? [])] };
}

/** What to expect and when it is in each zone; and how it came that it is then. */
function describe(voice: FeedVoice, seen: WindowNow): string {
  const { window, changes, phase } = seen;
  const t = voice.texts.status;
  const moved = changes.find(({ what }) => what === 'moved');
  const { startsAt, endsAt } = window;
  const times = zonedSpans(startsAt, endsAt, voice.zones, voice.language, { years: true });
  return [
    `${t.kind[window.kind]}, ${t.state[phase]}. ${t.effect[window.effect]}`,
    ...(window.parts.length === 0 ? [] : [t.affected(window.parts.map((part) => t.part[part]).join(', '))]),
    ...times.map(({ text }) => text),
    ...(moved ? tellChange(voice, moved, seen).slice(times.length, -1) : []),
    ...(window.description === '' ? [] : [window.description]),
  ].join('\n');
}
