import type { House } from '#machinery/house.ts';
import { speakerOf } from '#pages/dates.ts';
import { knownLanguage, readingOf } from '#pages/reading.ts';
import { textsOf } from '#pages/texts/index.ts';
import { windows } from '#rooms/maintenance/index.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { toAtom } from '#rooms/status/atom.ts';
import { toCalendar } from '#rooms/status/calendar.ts';
import {
  type StatuspageAbout,
  toComponents,
  toPage,
  toScheduled,
  toStatus,
} from '#rooms/status/statuspage.ts';
import type { FeedVoice } from '#rooms/status/tell-change.ts';
import { newestChanges, windowNow, windowsNow } from '#rooms/status/views.ts';

/** Work that Statuspage's lists hold, at most. */
const LISTED_MOST = 50;

/** Feeds are the same for everybody: they speak the operator's first language. */
export function voiceOf(house: House): FeedVoice {
  const { languages, status_zones } = settingsOf(house.view());
  const language = knownLanguage(languages[0]) ?? 'en';
  const say = speakerOf(readingOf({ language }, null, null));
  return { texts: textsOf(language), say, language, zones: status_zones };
}

function aboutOf(house: House): StatuspageAbout {
  const view = house.view();
  const now = house.world.now();
  const active = windows(view).filter(({ state }) => state === 'in-progress');
  return {
    voice: voiceOf(house),
    origin: house.origin,
    domain: house.domain,
    name: settingsOf(view).title,
    active: windowsNow(view, active, now),
    changedAt: newestChanges(view, now)[0]?.change.at ?? 0,
  };
}

/** Work that a calendar holds, at most. */
const CALENDAR_MOST = 250;

/** All planned work as a calendar to subscribe to. */
export function calendarFeed(house: House): string {
  const view = house.view();
  const seen = windowsNow(view, windows(view).slice(0, CALENDAR_MOST), house.world.now());
  return toCalendar(aboutOf(house), seen);
}

/** One window as a calendar; undefined when there is no such window. */
export function windowCalendar(house: House, id: number): string | undefined {
  const seen = windowNow(house.view(), id, house.world.now());
  return seen && toCalendar(aboutOf(house), [seen]);
}

export function atomFeed(house: House): string {
  return toAtom(aboutOf(house), newestChanges(house.view(), house.world.now()));
}

/** Statuspage's lists by the end of their path. */
export const STATUSPAGE = {
  'summary.json': (about, house) => ({
    components: toComponents(about),
    incidents: [],
    scheduled_maintenances: listed(about, house, ['in-progress', 'planned']),
    status: toStatus(about),
  }),
  'status.json': (about) => ({ status: toStatus(about) }),
  'components.json': (about) => ({ components: toComponents(about) }),
  'incidents.json': () => ({ incidents: [] }),
  'incidents/unresolved.json': () => ({ incidents: [] }),
  'scheduled-maintenances.json': (about, house) => ({
    scheduled_maintenances: listed(about, house, ['in-progress', 'planned', 'finished', 'cancelled']),
  }),
  'scheduled-maintenances/upcoming.json': (about, house) => ({
    scheduled_maintenances: listed(about, house, ['planned']),
  }),
  'scheduled-maintenances/active.json': (about, house) => ({
    scheduled_maintenances: listed(about, house, ['in-progress']),
  }),
} as const satisfies Readonly<Record<string, (about: StatuspageAbout, house: House) => object>>;

export type StatuspageName = keyof typeof STATUSPAGE;

export const STATUSPAGE_NAMES = Object.keys(STATUSPAGE) as readonly StatuspageName[];

/** One of Statuspage's answers as text. */
export function statuspageJson(house: House, name: StatuspageName): string {
  const about = aboutOf(house);
  return JSON.stringify({ page: toPage(about), ...STATUSPAGE[name](about, house) });
}

function listed(about: StatuspageAbout, house: House, states: readonly string[]) {
  const view = house.view();
  const some = windows(view).filter(({ state }) => states.includes(state));
  return windowsNow(view, some.slice(0, LISTED_MOST), house.world.now()).map((seen) =>
    toScheduled(about, seen),
  );
}
