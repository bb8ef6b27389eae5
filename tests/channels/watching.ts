import type { ServerResponse } from 'node:http';
import { addChannel } from '#rooms/channels/add-channel.ts';
import { type ChannelState, channelStates, channelWindows } from '#rooms/channels/index.ts';
import { type ChannelRow, channelStore } from '#rooms/channels/store.ts';
import { watchChannels } from '#rooms/channels/watch.ts';
import { changeSetting } from '#rooms/settings/index.ts';
import { type Outside, openOutside } from '../egress/outside.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const START = Date.UTC(2026, 5, 1, 12);

/** A house that watches a server of somebody else, over real sockets; its clock is the test's. */
export type Watching = TestHouse & {
  readonly clock: { now: number };
  readonly outside: Outside;
  /** Lets the jobs come round once, so much later. */
  round(laterMs?: number): Promise<void>;
  watch(kind: string, name: string, path?: string): Promise<number>;
  row(name: string): ChannelRow;
  state(name: string): ChannelState['state'];
  windowsOf(name: string): readonly string[];
};

export async function openWatching(): Promise<Watching> {
  const clock = { now: START };
  const house = await openTestHouse({ now: () => clock.now });
  const outside = await openOutside((_request, response) => response.writeHead(500).end());
  await changeSetting(house.house, 'egress_allow', outside.place);
  const watch = watchChannels();
  const place = { house: house.house, folder: undefined as never, ownAddress: async () => undefined };
  const closeHouse = house.close;
  return Object.assign(house, {
    ...{ clock, outside },
    async round(laterMs = 0) {
      clock.now += laterMs;
      await watch.run(place);
    },
    async watch(kind: string, name: string, path = '/') {
      const { id } = await addChannel(house.house, { kind, name, url: `${outside.origin}${path}` });
      return id;
    },
    row: (name: string) => house.view.of(channelStore).byName(name)!,
    state: (name: string) =>
      channelStates(house.view, clock.now).find(({ channel }) => channel === name)!.state,
    windowsOf: (name: string) =>
      channelWindows(house.view)
        .filter(({ channel }) => channel === name)
        .map((window) => window.name),
    async close() {
      await outside.close();
      await closeHouse();
    },
  });
}

export type Work = {
  readonly id: string;
  readonly name?: string;
  readonly from: number;
  readonly to: number;
  readonly status?: string;
};

/** A Statuspage of somebody else, as far as anybody asks it. */
export type Page = { indicator: string; all: Work[]; upcoming: Work[]; active: Work[] };

export function quietPage(): Page {
  return { indicator: 'none', all: [], upcoming: [], active: [] };
}

/** Answers as that page would; undefined for other addresses. */
export function pageAnswer(page: Page, path: string): unknown {
  const list = (works: readonly Work[]) => ({
    page: { id: 'p' },
    scheduled_maintenances: works.map(({ id, name = `Work ${id}`, from, to, status = 'scheduled' }) => ({
      ...{ id, name, status, shortlink: 'https://stat.example/x' },
      ...{ scheduled_for: new Date(from).toISOString(), scheduled_until: new Date(to).toISOString() },
    })),
  });
  switch (path) {
    case '/api/v2/scheduled-maintenances.json':
      return list(page.all);
    case '/api/v2/scheduled-maintenances/upcoming.json':
      return list(page.upcoming);
    case '/api/v2/scheduled-maintenances/active.json':
      return list(page.active);
    case '/api/v2/status.json':
      return { status: { indicator: page.indicator, description: 'All Systems Operational' } };
    default:
      return undefined;
  }
}

export function servePage(outside: Outside, page: Page): void {
  outside.answer((request, response) => answerJson(response, pageAnswer(page, request.url!)));
}

export function answerJson(response: ServerResponse, json: unknown): void {
  response.writeHead(json === undefined ? 404 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(json ?? {}));
}

/** A calendar with one event of so many, for those who watch calendars. */
export function calendarOf(events: readonly string[]): string {
  const lines = events.map(
    (event, i) => `BEGIN:VEVENT\r\nUID:e${i}\r\nDTSTAMP:20260101T000000Z\r\n${event}\r\nEND:VEVENT\r\n`,
  );
  return `BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//A//B//EN\r\n${lines.join('')}END:VCALENDAR\r\n`;
}
