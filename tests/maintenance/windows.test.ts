import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { entriesAbout } from '#rooms/ledger/index.ts';
import {
  boundWindow,
  cancelWindow,
  finishWindow,
  moveWindow,
  nameOfWindow,
  planWindow,
  seeWindow,
  startWindow,
  updateWindow,
  type WindowPlan,
  windows,
} from '#rooms/maintenance/index.ts';
import { Refusal } from '#values/refusal.ts';
import { TZDATA } from '#values/tzdata.ts';
import type { Person } from '../support/house.ts';
import { type ClockedHouse, DAY, HOUR, MINUTE, openClockedHouse, planOf, underWay } from './planned.ts';

let server: ClockedHouse;
let ada: Person;
let operator: Person;

before(async () => {
  server = await openClockedHouse();
  ada = await server.person('ada');
  operator = await server.person('operator', { role: 'admin' });
});
after(() => server.close());

const PATH = '/api/rooftop/v1/maintenance/windows';
const plan = (more: Partial<WindowPlan> = {}) =>
  planWindow(server.house, planOf(server.clock.now, { evenThough: true, ...more }));
const see = (id: number) => seeWindow(server.view, id)!;
const entries = (id: number) => entriesAbout(server.view, nameOfWindow(id));

test('a window keeps every slot it had with the reason, its uid, and rises in sequence', async () => {
  const { id } = await plan({ title: 'Moved twice' });
  const first = see(id).window;
  assert.equal(first.uid, `window-${id}@rooftop.test`);
  assert.equal(first.sequence, 0);
  const later = { startsAt: first.startsAt + HOUR, endsAt: first.endsAt + HOUR, evenThough: true };
  await moveWindow(server.house, id, { ...later, reason: 'It fell into prime time' });
  await moveWindow(server.house, id, { ...later, endsAt: later.endsAt + HOUR, reason: 'It takes longer' });
  const { window, slots } = see(id);
  assert.equal(window.uid, first.uid);
  assert.equal(window.sequence, 2);
  assert.deepEqual(
    slots.map(({ sequence, startsAt, endsAt, reason }) => [sequence, startsAt, endsAt, reason]),
    [
      [0, first.startsAt, first.endsAt, null],
      [1, later.startsAt, later.endsAt, 'It fell into prime time'],
      [2, later.startsAt, later.endsAt + HOUR, 'It takes longer'],
    ],
  );
});

test('every public change has its entry on the ledger, with closed facts and the version of the zone rules', async () => {
  const id = await underWay(server, { title: 'On record', evenThough: true });
  await updateWindow(server.house, id, 'All is going well');
  server.clock.now += 30 * MINUTE;
  await finishWindow(server.house, id);
  const kinds = entries(id).map(({ kind }) => kind);
  assert.deepEqual(kinds, ['window-planned', 'window-started', 'window-updated', 'window-finished']);
  const facts = entries(id).map((entry) => entry.facts);
  assert.equal(facts[0]!['tzdata'], TZDATA);
  assert.equal(facts[0]!['startsAt'], new Date(see(id).window.startsAt).toISOString());
  assert.deepEqual(
    facts.map((one) => one['sequence']),
    [0, 1, 2, 3],
  );
  assert.deepEqual(
    facts.map((one) => one['state']),
    ['planned', 'in-progress', 'in-progress', 'finished'],
  );
  assert.equal(facts[3]!['ending'], 'early');
  const said = JSON.stringify(facts);
  for (const free of ['On record', 'going well']) assert.ok(!said.includes(free), 'no free text among facts');
});

test('in whatever order things are done, the ledger has one entry for each step of the sequence', async () => {
  type Deed = (id: number, n: number) => Promise<unknown>;
  const deeds: Readonly<Record<string, Deed>> = {
    move: (id, n) => {
      const { startsAt, endsAt } = see(id).window;
      return moveWindow(server.house, id, {
        ...{ startsAt: startsAt + n * MINUTE, endsAt: endsAt + 2 * n * MINUTE },
        ...{ reason: `reason ${n}`, evenThough: true },
      });
    },
    start: (id) => startWindow(server.house, id),
    finish: (id) => finishWindow(server.house, id),
    cancel: (id) => cancelWindow(server.house, id, 'no longer needed'),
    update: (id, n) => updateWindow(server.house, id, `update ${n}`),
    bound: (id) => boundWindow(server.house, id, { earliest: null, latest: null }, 'asked for'),
    wait: async (_id, n) => server.wait(n * 10 * MINUTE),
  };
  const steps = fc.array(fc.tuple(fc.constantFrom(...Object.keys(deeds)), fc.integer({ min: 0, max: 9 })), {
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(steps, async (list) => {
      const startsAt = server.clock.now + 20 * MINUTE;
      const { id } = await plan({ startsAt, endsAt: startsAt + HOUR });
      for (const [name, n] of list) {
        const before = see(id).window;
        await deeds[name]!(id, n).catch((error: unknown) =>
          assert.ok(error instanceof Refusal, String(error)),
        );
        assert.ok(see(id).window.sequence - before.sequence <= 1);
      }
      const { window } = see(id);
      const sequences = entries(id).map((entry) => entry.facts['sequence']);
      assert.deepEqual(
        sequences,
        Array.from({ length: window.sequence + 1 }, (_, i) => i),
      );
      assert.equal(entries(id).at(-1)!.facts['state'], window.state);
    }),
    { numRuns: 40 },
  );
});

test('refusals name the field', async () => {
  const { now } = server.clock;
  const refused = (more: Partial<WindowPlan>, field: string) =>
    assert.rejects(plan(more), { name: 'Refusal', field }, field);
  await refused({ title: ' ' }, 'title');
  await refused({ title: 'x'.repeat(201) }, 'title');
  await refused({ kind: 'party' }, 'kind');
  await refused({ effect: 'silence' }, 'effect');
  await refused({ parts: ['kitchen'] }, 'parts');
  await refused({ parts: [], effect: 'slower' }, 'parts');
  await refused({ endsAt: now + DAY }, 'endsAt');
  await refused({ startsAt: now - MINUTE, endsAt: now + HOUR }, 'startsAt');
  await refused({ startsAt: now + DAY, endsAt: now + 62 * DAY }, 'endsAt');
  await refused({ startsAt: Number.NaN }, 'startsAt');
  await refused({ earliest: now + 2 * DAY + 1 }, 'startsAt');
  await refused({ latest: now + 2 * DAY + HOUR - 1 }, 'endsAt');
  await refused({ earliest: now, latest: now + MINUTE }, 'latest');
  const { id } = await plan({ latest: now + 3 * DAY });
  const { startsAt, endsAt } = see(id).window;
  const move = (more: object) =>
    moveWindow(server.house, id, { startsAt, endsAt, reason: 'why', evenThough: true, ...more });
  await assert.rejects(move({}), { field: 'startsAt' });
  await assert.rejects(move({ reason: '' }), { field: 'reason' });
  await assert.rejects(move({ endsAt: now + 4 * DAY }), { field: 'endsAt' });
  await assert.rejects(finishWindow(server.house, id), { field: 'state' });
  await assert.rejects(startWindow(server.house, id), { field: 'startsAt' });
  await assert.rejects(startWindow(server.house, 7), { kind: 'not-found' });
});

test('a window outside its published bounds needs other bounds first, which go on the record', async () => {
  const { now } = server.clock;
  const { id } = await plan({ latest: now + 3 * DAY });
  const slot = {
    startsAt: now + 3 * DAY,
    endsAt: now + 3 * DAY + HOUR,
    reason: 'asked for',
    evenThough: true,
  };
  await assert.rejects(moveWindow(server.house, id, slot), { field: 'endsAt' });
  await boundWindow(server.house, id, { earliest: null, latest: now + 5 * DAY }, 'The provider agreed');
  await moveWindow(server.house, id, slot);
  assert.deepEqual(
    entries(id).map(({ kind }) => kind),
    ['window-planned', 'window-bounded', 'window-moved'],
  );
});

test('two windows do not overlap silently: it has to be meant, and is recorded', async () => {
  const far = server.clock.now + 100 * DAY;
  const one = await plan({ startsAt: far, endsAt: far + HOUR, evenThough: false });
  const other = { startsAt: far + HOUR - 1, endsAt: far + 3 * HOUR };
  await assert.rejects(plan({ ...other, evenThough: false }), { kind: 'conflict', field: 'evenThough' });
  const { id } = await plan({ ...other, evenThough: true });
  assert.deepEqual(entries(id)[0]!.facts['evenThough'], [nameOfWindow(one.id)]);
  await cancelWindow(server.house, one.id, 'done elsewhere');
  const next = await plan({ startsAt: far, endsAt: far + HOUR - 1, evenThough: false });
  assert.deepEqual(entries(next.id)[0]!.facts['evenThough'], [], 'what is cancelled is in nobody’s way');
});

test('windows are listed under way first, then by start, then the latest that are over', async () => {
  const all = windows(server.view);
  const order = ['in-progress', 'planned', 'over'];
  const ranks = all.map(({ state }) =>
    Math.max(0, order.indexOf(state === 'planned' || state === 'in-progress' ? state : 'over')),
  );
  assert.deepEqual(ranks, ranks.toSorted());
  const starts = all.filter(({ state }) => state === 'planned').map(({ startsAt }) => startsAt);
  assert.deepEqual(
    starts,
    starts.toSorted((a, b) => a - b),
  );
  assert.ok(new Set(ranks).size >= 2);
});

test('everybody reads windows through the API; staff alone changes them, and once per key', async () => {
  const startsAt = new Date(server.clock.now + 200 * DAY).toISOString();
  const endsAt = new Date(server.clock.now + 200 * DAY + HOUR).toISOString();
  const json = {
    title: 'By API',
    startsAt,
    endsAt,
    effect: 'read-only',
    parts: ['posting'],
    kind: 'upgrade',
  };
  await server.json('POST', PATH, { json }, 401);
  await server.json('POST', PATH, { token: ada.token, json }, 403);
  const ask = { token: operator.token, json, headers: { 'idempotency-key': 'one' } };
  const made = await server.json<{ id: string; slots: unknown[] }>('POST', PATH, ask);
  assert.equal((await server.json<{ id: string }>('POST', PATH, ask)).id, made.id);
  assert.equal(made.slots.length, 1);
  const seen = await server.json<{ startsAt: string; state: string }>('GET', `${PATH}/${made.id}`);
  assert.equal(seen.startsAt, startsAt);
  const listed = await server.json<{ id: string }[]>('GET', PATH);
  assert.equal(listed.filter(({ id }) => id === made.id).length, 1);
  const deed = (name: string, body: object, status = 200) =>
    server.json<{ state: string; sequence: number; error: string }>(
      'POST',
      `${PATH}/${made.id}/${name}`,
      { token: operator.token, json: body },
      status,
    );
  assert.equal((await deed('update', { text: 'Soon' })).sequence, 1);
  assert.match((await deed('start', {}, 409)).error, /later start/);
  assert.equal((await deed('cancel', { reason: 'Not needed' })).state, 'cancelled');
  await server.json('GET', `${PATH}/12345`, {}, 404);
});

test('a local time needs its zone, and what it meant is kept; an abbreviation is questioned', async () => {
  const ask = (more: object, status = 200) =>
    server.json<{ startsAt: string; zone: string; error: string; slots: { localStart: string }[] }>(
      'POST',
      PATH,
      { token: operator.token, json: { title: 'Typed', evenThough: true, ...more } },
      status,
    );
  const made = await ask({
    ...{ startsAt: '2026-06-16 14:00', endsAt: '2026-06-16 15:00', zone: 'America/Los_Angeles' },
  });
  assert.equal(made.startsAt, '2026-06-16T21:00:00.000Z');
  assert.equal(made.zone, 'America/Los_Angeles');
  assert.equal(made.slots[0]!.localStart, '2026-06-16T14:00');
  const bare = await ask({ startsAt: '2026-06-16 14:00', endsAt: '2026-06-16 15:00' }, 422);
  assert.match(bare.error, /zone/);
  const label = await ask({ startsAt: '2026-06-16 2pm PST', endsAt: '2026-06-16T22:00Z' }, 422);
  assert.match(label.error, /PST/);
});
