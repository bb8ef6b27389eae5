import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Played, playJune2009 } from '#rooms/demo/index.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { nameOfWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { seeRequests } from '#rooms/requests/index.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const ACCOUNTS = 5_000;
const houses: TestHouse[] = [];
const played: Played[] = [];
const said: string[] = [];

before(async () => {
  for (const switching of [false, true]) {
    const clock = { now: 0 };
    const server = await openTestHouse({ now: () => clock.now });
    houses.push(server);
    played.push(
      await playJune2009(server.house, clock, {
        accounts: ACCOUNTS,
        switching,
        say: (line) => void said.push(line),
      }),
    );
  }
});
after(async () => {
  for (const server of houses) await server.close();
});

const text = (page: string) => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

test('the status page shows the first slot with the date that it has in each zone', () => {
  const page = text(played[0]!.pages.planned);
  assert.match(page, /Mon 15 June[^A-Z]*21:45–23:15/);
  assert.match(page, /Tue 16 June[^A-Z]*09:15–10:45/);
});

test('with staff hours in San Francisco a start between 20:30 and 22:30 UTC comes first, and the old slot is in the worst quarter', () => {
  const { candidates } = JSON.parse(played[0]!.advice) as { candidates: { starts_at: string }[] };
  const start = candidates[0]!.starts_at.slice(0, 16);
  assert.ok(start >= '2009-06-16T20:30' && start <= '2009-06-16T22:30', start);
  assert.equal(played[0]!.quarter, 4);
});

test('5,000 accounts move to Tehran through the real verb, a government and a petition ask: the advice is the same, byte for byte', () => {
  assert.equal(played[1]!.advice, played[0]!.advice);
  assert.ok(played.every(({ unmoved }) => unmoved));
  const moved = houses[1]!.view.db
    .prepare<{ n: number }>("SELECT count(*) AS n FROM account WHERE location = 'Tehran'")
    .get()!;
  assert.equal(moved.n, ACCOUNTS);
});

test('a government and a petition stand side by side on the queue and on the ledger, with the same fields', () => {
  const { view } = houses[0]!;
  const rows = seeRequests(view, { before: Number.MAX_SAFE_INTEGER, limit: 10 }).map(({ row }) => row);
  assert.deepEqual(rows.map(({ asker }) => asker).sort(), ['government', 'petition']);
  const entries = played[0]!.requests.map((number) => entriesAbout(view, `request/${number}`)[0]!);
  assert.deepEqual(
    entries.map(({ kind }) => kind),
    ['request-received', 'request-received'],
  );
  assert.deepEqual(Object.keys(entries[0]!.facts), Object.keys(entries[1]!.facts));
});

test('the moved window keeps its UID with a higher SEQUENCE, and shows the old slot struck out with the reason', () => {
  const [before, after] = [played[0]!.calendars.planned, played[0]!.calendars.moved];
  const field = (calendar: string, name: string) => new RegExp(`^${name}:(.*)\r$`, 'm').exec(calendar)?.[1];
  assert.equal(field(after, 'UID'), field(before, 'UID'));
  assert.ok(Number(field(after, 'SEQUENCE')) > Number(field(before, 'SEQUENCE')));
  assert.equal(field(before, 'DTSTART'), '20090616T044500Z');
  assert.equal(field(after, 'DTSTART'), '20090616T210000Z');
  const page = played[0]!.pages.moved;
  assert.match(page, /<(s|del)\b[^>]*>[\s\S]*09:15/);
  assert.match(text(page), /Wed 17 June[^A-Z]*01:30–02:30/);
  assert.match(text(page), /The old hour was morning in Tehran/);
});

test('planned and actual are both published, on the page and on the ledger', () => {
  const { windowId, pages } = played[0]!;
  const { window } = seeWindow(houses[0]!.view, windowId)!;
  assert.deepEqual(
    [window.startedAt, window.finishedAt],
    [Date.UTC(2009, 5, 16, 21), Date.UTC(2009, 5, 16, 21, 30)],
  );
  assert.match(text(pages.over), /14:00–15:00[\s\S]*14:00–14:30/);
  const kinds = entriesAbout(houses[0]!.view, nameOfWindow(windowId)).map(({ kind }) => kind);
  assert.deepEqual(
    ['window-planned', 'window-moved', 'window-started', 'window-finished'].filter(
      (kind) => !kinds.includes(kind),
    ),
    [],
  );
});

test('"2-3p PST" typed in June is questioned, not read as 22:00 UTC', () => {
  const { typed } = played[0]!;
  assert.ok(typed.kind === 'ask');
  assert.equal(typed.candidates[0]?.utc, '2009-06-16T21:00Z/2009-06-16T22:00Z');
});

test('every number that was made up is called so', () => {
  for (const line of said.filter((line) =>
    /accounts,|posts|counts|staff hours|notice of the host/.test(line),
  ))
    assert.match(line, /SYNTHETIC/);
});
