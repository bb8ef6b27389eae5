import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import { type CalendarEvent, eventsOf } from '#machinery/icalendar/events.ts';
import { readCalendar } from '#machinery/icalendar/read-calendar.ts';
import type { CalendarTime } from '#machinery/icalendar/times.ts';
import { fetchKept, type Looker, type Outcome } from '#rooms/channels/fetch-kept.ts';
import {
  calendarSighting,
  type PlainEvent,
  type PlainTime,
  readEvents,
} from '#rooms/channels/rules/calendar-windows.ts';
import { retryAfterMs } from '#rooms/channels/rules/due.ts';
import type { Sighting, Told } from '#rooms/channels/rules/sighting.ts';
import {
  type Indicator,
  readIndicator,
  readScheduled,
  SCHEDULED_PATHS,
  STATUS_PATH,
  statuspageSighting,
} from '#rooms/channels/rules/statuspage.ts';
import type { ChannelRow } from '#rooms/channels/store.ts';

/** What a look found, and how long the other side wants to be left alone. */
export type Look = { readonly sighting: Sighting; readonly failed: boolean; readonly retryAfterMs: number };

/** Looks at a channel once, over the network. Never throws. */
export async function look(looker: Looker, { kind, url }: Pick<ChannelRow, 'kind' | 'url'>): Promise<Look> {
  if (kind === 'statuspage') return lookAtStatuspage(looker, url);
  if (kind === 'http') return check(looker, url);
  const told = await fetchKept(looker, url, 'text/calendar', readCalendarText);
  return told.ok ? found(calendarSighting(told.value, looker.now)) : notRead(told);
}

function found(sighting: Sighting): Look {
  return { sighting, failed: false, retryAfterMs: 0 };
}

function notRead({ fault, retryAfterMs: wait }: Exclude<Outcome<object>, { ok: true }>): Look {
  return { sighting: { state: 'unknown', fault, windows: null }, failed: true, retryAfterMs: wait };
}

/** All three lists and the page's own word; when one of them cannot be read, the whole is unknown. */
async function lookAtStatuspage(looker: Looker, url: string): Promise<Look> {
  const base = url.replace(/\/+$/, '');
  const lists: Told[] = [];
  for (const path of SCHEDULED_PATHS) {
    const list = await fetchKept(looker, `${base}${path}`, 'application/json', (text) => {
      const json = parsed(text);
      return json === undefined ? 'not-json' : (readScheduled(json) ?? 'shape');
    });
    if (!list.ok) return notRead(list);
    lists.push(list.value);
  }
  const said = await fetchKept<{ indicator: Indicator }>(
    looker,
    `${base}${STATUS_PATH}`,
    'application/json',
    (text) => {
      const json = parsed(text);
      const indicator = readIndicator(json);
      if (json === undefined) return 'not-json';
      return indicator === undefined ? 'shape' : { indicator };
    },
  );
  return said.ok ? found(statuspageSighting(lists, said.value.indicator, looker.now)) : notRead(said);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}

/** What a calendar announces, or `no-calendar`. */
export function readCalendarText(text: string): Told | string {
  const read = readCalendar(text);
  if (read.faults.length > 0)
    return read.faults.some(({ what }) => what === 'no-calendar') ? 'no-calendar' : 'too-many';
  return readEvents(eventsOf(read).map(plainEvent));
}

function plainEvent(event: CalendarEvent): PlainEvent {
  const { uid, summary, url, cancelled, repeats, start, end } = event;
  return {
    key: uid ?? '',
    name: summary,
    url,
    cancelled,
    repeats,
    start: plainTime(start),
    end: plainTime(end),
  };
}

function plainTime(time: CalendarTime | null): PlainTime {
  switch (time?.kind) {
    case 'instant':
      return { kind: 'moments', ms: [time.ms] };
    case 'unsure':
      return time.meanings.length === 0
        ? { kind: 'wrong' }
        : { kind: 'moments', ms: time.meanings.map(({ ms }) => ms) };
    case 'floating':
      return { kind: 'local', utc: Date.parse(`${time.local}Z`) };
    case 'date':
      return { kind: 'local', utc: Date.parse(`${time.date}T00:00:00Z`) };
    default:
      return { kind: 'wrong' };
  }
}

const CHECK_LIMITS = { bytesMost: 10_000, timeoutMs: 10_000, redirectsMost: 5, cut: true };

/** What says of a server that it is not reachable from here; anything else says something of us. */
const UNREACHABLE: readonly string[] = ['connection', 'timeout', 'certificate'];

/** Whether an address answers, and well. */
async function check({ egress, now }: Looker, url: string): Promise<Look> {
  const fetched = await fetchOutside(egress, url, CHECK_LIMITS);
  if (!fetched.ok) {
    const fault = fetched.why;
    if (!UNREACHABLE.includes(fault)) return notRead({ ok: false, fault, retryAfterMs: 0 });
    return { sighting: { state: 'down', fault, windows: [] }, failed: true, retryAfterMs: 0 };
  }
  const wait = retryAfterMs(fetched.retryAfter, now);
  if (fetched.status === 429) return notRead({ ok: false, fault: 'busy', retryAfterMs: wait });
  const state = fetched.status < 400 ? 'up' : 'down';
  return { sighting: { state, fault: null, windows: [] }, failed: false, retryAfterMs: wait };
}
