import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkOverlap } from '#rooms/maintenance/rules/check-plan.ts';
import { clockDeed, lateness } from '#rooms/maintenance/rules/lateness.ts';
import { overlaps } from '#rooms/maintenance/rules/overlap.ts';
import { dueReminder, REMINDERS_MS } from '#rooms/maintenance/rules/reminders.ts';
import {
  bounded,
  cancelled,
  endingOf,
  finished,
  measured,
  moved,
  saidLate,
  started,
  TRANSITIONS,
  updated,
} from '#rooms/maintenance/rules/transitions.ts';
import type { MaintenanceWindow, WindowDeed } from '#rooms/maintenance/rules/window.ts';
import { Refusal } from '#values/refusal.ts';

const START = Date.UTC(2026, 5, 16, 21);
const HOUR = 3_600_000;
const MINUTE = 60_000;

const PLANNED: MaintenanceWindow = {
  ...{ id: 1, uid: 'window-1@rooftop.test', sequence: 0, kind: 'network', title: 'New router' },
  ...{ description: '', parts: ['posting'], effect: 'slower', state: 'planned', cancelledDuring: false },
  ...{ startsAt: START, endsAt: START + HOUR, earliest: null, latest: null, startedAt: null },
  ...{ finishedAt: null, automatic: false, zone: null, noticeId: null, createdAt: START - 48 * HOUR },
  ...{ changedAt: START - 48 * HOUR, lateSaid: false, overrunSaid: false, reminded: null },
};

type Step = (window: MaintenanceWindow, at: number) => MaintenanceWindow;

const STEPS: Readonly<Record<Exclude<WindowDeed, 'planned'>, Step>> = {
  moved: (window, at) => moved(window, { startsAt: window.startsAt, endsAt: window.endsAt + HOUR }, at),
  started,
  finished,
  cancelled,
  updated,
  bounded: (window, at) => bounded(window, { earliest: null, latest: null }, at),
  late: (window, at) => saidLate(window, 'late', at),
  overrun: (window, at) => saidLate(window, 'overrun', at),
  measured,
};

const deeds = Object.keys(STEPS) as (keyof typeof STEPS)[];

test('whatever is tried in whatever order, a window never leaves its table and its sequence rises by one', () => {
  const tries = fc.array(fc.tuple(fc.constantFrom(...deeds), fc.integer({ min: -HOUR, max: 3 * HOUR })), {
    maxLength: 30,
  });
  const seen = new Set<string>();
  fc.assert(
    fc.property(tries, (list) => {
      let window = PLANNED;
      for (const [deed, offset] of list) {
        const before = window;
        try {
          window = STEPS[deed](window, START + offset);
          seen.add(`${before.state} ${deed}`);
          assert.ok(TRANSITIONS[before.state].includes(deed), `${deed} of a window that is ${before.state}`);
          assert.equal(window.sequence, before.sequence + 1);
          assert.equal(window.uid, before.uid);
          const over = before.state === 'finished' || before.state === 'cancelled';
          if (over) assert.equal(window.state, before.state);
          assert.equal(window.state === 'planned', window.startedAt === null && window.state !== 'cancelled');
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
          assert.deepEqual(window, before);
        }
      }
    }),
    { numRuns: 500 },
  );
  const all = Object.entries(TRANSITIONS).flatMap(([state, can]) => can.map((deed) => `${state} ${deed}`));
  assert.deepEqual([...seen].sort(), all.sort(), 'every transition of the table was met');
});

test('work never starts before the hour people were told', () => {
  assert.throws(() => started(PLANNED, START - 1), { field: 'startsAt' });
  assert.equal(started(PLANNED, START).state, 'in-progress');
});

test('of work under way only the end can be moved, and not into the past', () => {
  const running = started(PLANNED, START);
  const at = START + 10 * MINUTE;
  assert.throws(() => moved(running, { startsAt: START + MINUTE, endsAt: START + HOUR }, at), {
    field: 'startsAt',
  });
  assert.throws(() => moved(running, { startsAt: START, endsAt: at }, at), { field: 'endsAt' });
  assert.equal(moved(running, { startsAt: START, endsAt: at + 1 }, at).endsAt, at + 1);
});

test('late is a start that passed, overrun an end that passed; both to the millisecond', () => {
  assert.equal(lateness(PLANNED, START), undefined);
  assert.equal(lateness(PLANNED, START + 1), 'late');
  const running = started(PLANNED, START);
  assert.equal(lateness(running, START + HOUR), undefined);
  assert.equal(lateness(running, START + HOUR + 1), 'overrun');
  assert.equal(lateness(finished(running, START + MINUTE), START + 9 * HOUR), undefined);
});

test('the clock starts what is left to it, never what nobody knows was done, and says what is late', () => {
  const automatic = { ...PLANNED, automatic: true };
  assert.equal(clockDeed(automatic, START - 1), undefined);
  assert.equal(clockDeed(automatic, START), 'start');
  assert.equal(clockDeed(automatic, START + HOUR - 1), 'start');
  assert.equal(clockDeed(automatic, START + HOUR), 'say-late');
  assert.equal(clockDeed(PLANNED, START + MINUTE), undefined);
  assert.equal(clockDeed(PLANNED, START + MINUTE + 1), 'say-late');
  assert.equal(clockDeed({ ...PLANNED, lateSaid: true }, START + HOUR), undefined);
  const running = started(PLANNED, START);
  assert.equal(clockDeed(running, START + HOUR - 1), undefined);
  assert.equal(clockDeed(running, START + HOUR), 'say-overrun');
  assert.equal(clockDeed({ ...running, overrunSaid: true }, START + 9 * HOUR), undefined);
  assert.equal(clockDeed({ ...running, automatic: true }, START + HOUR), 'finish');
});

test('reminders come a day, an hour and half an hour before, each once, none for what was decided later', () => {
  const [day, hour, half] = REMINDERS_MS;
  const at = (before: number, reminded: number | null = null, decided = 0) =>
    dueReminder({ ...PLANNED, reminded }, decided, START - before);
  assert.equal(at(day + 1), undefined);
  assert.equal(at(day), day);
  assert.equal(at(hour + 1, day), undefined);
  assert.equal(at(hour, day), hour);
  assert.equal(at(half, hour), half);
  assert.equal(at(1, half), undefined);
  assert.equal(at(half - 1), half, 'of several missed ones only the last');
  assert.equal(at(2 * hour, null, START - 3 * hour), undefined, 'planned three hours ahead: the day is past');
  assert.equal(dueReminder({ ...PLANNED, state: 'cancelled' }, 0, START - hour), undefined);
  assert.equal(dueReminder(PLANNED, 0, START), undefined);
});

test('an end within a minute of the planned one is on time; an overrun that was said stays one', () => {
  const running = started(PLANNED, START);
  const end = START + HOUR;
  assert.equal(endingOf(running), undefined);
  assert.equal(endingOf(finished(running, end - MINUTE - 1)), 'early');
  assert.equal(endingOf(finished(running, end - MINUTE)), 'on-time');
  assert.equal(endingOf(finished(running, end + MINUTE)), 'on-time');
  assert.equal(endingOf(finished(running, end + MINUTE + 1)), 'overrun');
  assert.equal(endingOf(finished(saidLate(running, 'overrun', end), end + 1)), 'overrun');
  assert.equal(endingOf(cancelled(running, end)), 'cancelled-during');
  assert.equal(endingOf(cancelled(PLANNED, START - 1)), 'cancelled');
});

test('windows that touch do not overlap; padding makes them', () => {
  const one = { startsAt: 0, endsAt: 10 };
  assert.equal(overlaps(one, { startsAt: 10, endsAt: 20 }), false);
  assert.equal(overlaps(one, { startsAt: 9, endsAt: 20 }), true);
  assert.equal(overlaps(one, { startsAt: 12, endsAt: 20 }, 3), true);
  fc.assert(
    fc.property(
      fc.nat(50),
      fc.integer({ min: 1, max: 50 }),
      fc.nat(50),
      fc.integer({ min: 1, max: 50 }),
      (a, n, b, m) => {
        const [x, y] = [
          { startsAt: a, endsAt: a + n },
          { startsAt: b, endsAt: b + m },
        ];
        const shared = Array.from({ length: 101 }, (_, i) => i).some(
          (i) => i >= a && i < a + n && i >= b && i < b + m,
        );
        assert.equal(overlaps(x, y), shared);
        assert.equal(overlaps(y, x), shared);
      },
    ),
  );
  assert.throws(() => checkOverlap(one, [{ ...PLANNED, startsAt: 5, endsAt: 6 }], false), {
    field: 'evenThough',
  });
  assert.deepEqual(checkOverlap(one, [{ ...PLANNED, startsAt: 5, endsAt: 6 }], true), [1]);
});
