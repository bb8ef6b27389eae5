import type { Speaker } from '#pages/dates.ts';
import { localeOf } from '#pages/dates.ts';
import type { Screen } from '#pages/screen.ts';
import type { Texts } from '#pages/texts/index.ts';
import { type ShownZone, shownZone } from '#values/shown-zones.ts';

/** Where things are to be found from the page that is drawn: here, or beside it in a copy on another host. */
export type Links = {
  readonly page: string;
  readonly history: string;
  readonly calendar: string;
  readonly feed: string;
  readonly data: string;
  readonly requests: string;
  readonly ledger: string;
  readonly channels: string;
  window(id: number): string;
  calendarOf(id: number): string;
};

/** What parts of the status page need to be drawn: for a reader, or for nobody in particular. */
export type Stage = {
  readonly texts: Texts;
  readonly say: Speaker;
  readonly locale: string;
  readonly zones: readonly ShownZone[];
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly links: Links;
};

export const LIVE_LINKS: Links = {
  page: '/status',
  history: '/status/windows',
  calendar: '/status.ics',
  feed: '/status.atom',
  data: '/api/v2/summary.json',
  requests: '/requests',
  ledger: '/ledger',
  channels: '/channels',
  window: (id) => `/status/windows/${id}`,
  calendarOf: (id) => `/status/windows/${id}.ics`,
};

/** The stage for a reader: the operator's zones, and before them the reader's own if it was chosen. */
export function stageOf(screen: Screen, zones: readonly ShownZone[]): Stage {
  const { texts, say, reading, now } = screen;
  const own = reading.zone === 'UTC' || zones.some(({ zone }) => zone === reading.zone);
  const shown = own ? zones : [shownZone(reading.zone), ...zones];
  return { texts, say, locale: localeOf(reading), zones: shown, now, links: LIVE_LINKS };
}
