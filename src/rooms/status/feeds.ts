import { type Route, route } from '#machinery/http/route.ts';
import {
  atomFeed,
  calendarFeed,
  STATUSPAGE_NAMES,
  type StatuspageName,
  statuspageJson,
  windowCalendar,
} from '#rooms/status/feed-sources.ts';
import { publicFile } from '#rooms/status/public-file.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const JSON_TYPE = 'application/json; charset=utf-8';
const CALENDAR_TYPE = 'text/calendar; charset=utf-8';
const ATOM_TYPE = 'application/atom+xml; charset=utf-8';

const atom = route({
  method: 'GET',
  path: '/status.atom',
  door: 'file',
  summary: 'Planned work as a feed, an entry for every change',
  handle: ({ house, request }) => publicFile(request, ATOM_TYPE, atomFeed(house)),
});

const calendar = route({
  method: 'GET',
  path: '/status.ics',
  door: 'file',
  summary: 'Planned work as a calendar to subscribe to',
  handle: ({ house, request }) => publicFile(request, CALENDAR_TYPE, calendarFeed(house)),
});

const oneWindow = route({
  method: 'GET',
  path: '/status/windows/:name{[0-9]+\\.ics}',
  door: 'file',
  summary: 'One piece of planned work as a calendar',
  handle({ house, request, params }) {
    const id = parseId(params['name']?.replace('.ics', ''));
    const text = id === undefined ? undefined : windowCalendar(house, id);
    if (text === undefined) throw new Refusal('not-found', 'Record not found');
    return publicFile(request, CALENDAR_TYPE, text);
  },
});

const statuspage = (name: StatuspageName): Route =>
  route({
    method: 'GET',
    path: `/api/v2/${name}`,
    door: 'file',
    summary: `Planned work in Statuspage's form: ${name}`,
    handle: ({ house, request }) => publicFile(request, JSON_TYPE, statuspageJson(house, name)),
  });

export const feedRoutes: readonly Route[] = [atom, calendar, oneWindow, ...STATUSPAGE_NAMES.map(statuspage)];
