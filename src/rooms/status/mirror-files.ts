import type { House } from '#machinery/house.ts';
import { UNAVAILABLE_PAGE, UNAVAILABLE_UNTIL } from '#machinery/roles/supervisor/apology.ts';
import { LANGUAGES } from '#pages/texts/index.ts';
import { windows } from '#rooms/maintenance/index.ts';
import {
  atomFeed,
  calendarFeed,
  STATUSPAGE_NAMES,
  statuspageJson,
  windowCalendar,
} from '#rooms/status/feed-sources.ts';
import { mirrorIndex, mirrorName, mirrorWindow, unavailablePage } from '#rooms/status/mirror-pages.ts';
import { windowsNow } from '#rooms/status/views.ts';
import { iso } from '#values/time.ts';

/** Windows that have pages of their own in the copy. */
const WINDOWS_MOST = 50;

/** A file of the copy: its path in the folder, its text. */
export type MirrorFile = { readonly path: string; readonly text: string };

/** Everything the status room puts into the copy. `madeAt` is said on it, milliseconds. */
export function mirrorFiles(house: House, madeAt: number): readonly MirrorFile[] {
  return [
    ...pages(house, madeAt),
    ...STATUSPAGE_NAMES.map((name) => ({ path: `api/v2/${name}`, text: statuspageJson(house, name) })),
    { path: 'status.atom', text: atomFeed(house) },
    { path: 'status.ics', text: calendarFeed(house) },
    { path: UNAVAILABLE_PAGE, text: unavailablePage(house, madeAt) },
    { path: UNAVAILABLE_UNTIL, text: unavailableUntil(house, madeAt) },
    { path: 'generated-at.txt', text: `${iso(madeAt)}\n` },
  ];
}

function pages(house: House, madeAt: number): readonly MirrorFile[] {
  const view = house.view();
  const seen = windowsNow(view, windows(view).slice(0, WINDOWS_MOST), madeAt);
  const calendars = seen.map(({ window: { id } }) => ({
    path: `windows/${id}.ics`,
    text: windowCalendar(house, id) ?? '',
  }));
  const inLanguages = LANGUAGES.flatMap((language) => [
    { path: mirrorName('index', language), text: mirrorIndex(house, language, madeAt) },
    ...seen.map((one) => ({
      path: `windows/${mirrorName(String(one.window.id), language)}`,
      text: mirrorWindow(house, language, one, madeAt),
    })),
  ]);
  return [...calendars, ...inLanguages];
}

/** The planned end of the work that makes the server unreachable, RFC 3339; empty when there is none or it has passed. */
function unavailableUntil(house: House, now: number): string {
  const ends = windows(house.view())
    .filter(
      ({ state, effect, endsAt }) => state === 'in-progress' && effect === 'unreachable' && endsAt > now,
    )
    .map(({ endsAt }) => endsAt);
  return ends.length === 0 ? '' : `${iso(Math.max(...ends))}\n`;
}
