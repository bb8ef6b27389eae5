import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Message, type NoticeState, stateOf } from '#rooms/notices/rules/standing.ts';
import type { NoticeForm } from '#rooms/notices/rules/words.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 16, 4, 45);

const FORM: NoticeForm = {
  provider: 'carrier.example',
  account: '4711',
  maintenanceIds: ['JOB-7'],
  objects: [{ id: 'line-12', impact: 'OUTAGE' }],
  impact: 'OUTAGE',
  impactGiven: true,
  status: 'CONFIRMED',
  startsAt: START,
  endsAt: START + HOUR,
  stampAt: START - 100 * HOUR,
  sequence: 0,
  uid: 'job-7',
  organizer: null,
  summary: 'Work',
};

let ids = 0;
const message = (form: Partial<NoticeForm>, more: Partial<Message> = {}): Message => ({
  id: ++ids,
  form: { ...FORM, ...form },
  together: [],
  doubtful: false,
  confirmed: false,
  ...more,
});
const at = (hours: number) => ({ stampAt: FORM.stampAt + hours * HOUR });
const standings = (messages: readonly Message[]) => {
  const state = stateOf(messages);
  return messages.map(({ id }) => state.standings.get(id));
};
const current = (messages: readonly Message[]) => stateOf(messages).windows[0];

test('a higher SEQUENCE wins, whatever its DTSTAMP; between equal ones the newer DTSTAMP', () => {
  const moved = { startsAt: START + 24 * HOUR, endsAt: START + 25 * HOUR };
  const higher = [message({ sequence: 9, ...at(5) }), message({ sequence: 10, ...at(1), ...moved })];
  assert.equal(current(higher)?.startsAt, moved.startsAt);
  const newer = [message({ sequence: 1, ...at(5), ...moved }), message({ sequence: 1, ...at(1) })];
  assert.equal(current(newer)?.startsAt, moved.startsAt);
  assert.deepEqual(standings(newer), ['current', 'superseded']);
});

test('without SEQUENCE the DTSTAMP decides, also between messages that have one', () => {
  const messages = [
    message({ sequence: 2, ...at(1) }),
    message({ sequence: null, status: 'CANCELLED', ...at(3) }),
  ];
  assert.equal(current(messages)?.status, 'CANCELLED');
  const between = message({ sequence: 3, endsAt: START + 2 * HOUR, ...at(2) });
  assert.deepEqual(standings([...messages, between]), ['superseded', 'current', 'superseded']);
});

test('what is equal in SEQUENCE and DTSTAMP and differs waits for a person, and nothing of it counts', () => {
  const messages = [
    message({ sequence: 2, ...at(1) }),
    message({ sequence: 3, ...at(2), status: 'CANCELLED' }),
    message({ sequence: 3, ...at(2), status: 'IN-PROCESS' }),
  ];
  assert.deepEqual(standings(messages), ['current', 'conflict', 'conflict']);
  assert.equal(current(messages)?.status, 'CONFIRMED');
  const decided = messages.with(1, { ...messages[1]!, confirmed: true });
  assert.deepEqual(standings(decided), ['superseded', 'current', 'superseded']);
});

test('what may have ended it lets nothing follow by itself until a person has looked', () => {
  const messages = [
    message({ sequence: 3, ...at(2), status: 'CANCELLED' }),
    message({ sequence: 3, ...at(2), status: 'IN-PROCESS' }),
    message({ sequence: 4, ...at(3), status: 'CONFIRMED' }),
  ];
  assert.deepEqual(standings(messages), ['conflict', 'conflict', 'reopens']);
});

test('cancelled and completed never reopen by themselves; a person can reopen', () => {
  for (const over of ['CANCELLED', 'COMPLETED']) {
    const messages = [message({ status: over }), message({ sequence: 1, ...at(1) })];
    assert.deepEqual(standings(messages), ['current', 'reopens']);
    assert.equal(current(messages)?.status, over);
    assert.equal(current(messages.with(1, { ...messages[1]!, confirmed: true }))?.status, 'CONFIRMED');
  }
  const both = [message({ status: 'CANCELLED' }), message({ sequence: 1, ...at(1), status: 'COMPLETED' })];
  assert.deepEqual(standings(both), ['current', 'reopens']);
});

test('a cancellation without objects and impact keeps those named before', () => {
  const window = current([
    message({ impact: 'DEGRADED', objects: [{ id: 'a', impact: 'DEGRADED' }] }),
    message({
      sequence: 1,
      ...at(1),
      status: 'CANCELLED',
      objects: [],
      impact: 'OUTAGE',
      impactGiven: false,
    }),
  ]);
  assert.deepEqual(
    [window?.status, window?.impact, window?.objects],
    ['CANCELLED', 'DEGRADED', [{ id: 'a', impact: 'DEGRADED' }]],
  );
});

test('a status that is absent or none of the standard changes none; at first it is tentative', () => {
  const first = message({ status: null });
  assert.deepEqual([current([first])?.status, current([first])?.statusGiven], ['TENTATIVE', false]);
  for (const status of [null, 'NO-CHANGE', 'RE-SCHEDULED', 'HALF-DONE']) {
    const window = current([
      message({}),
      message({ sequence: 1, ...at(1), status, endsAt: START + 2 * HOUR }),
    ]);
    assert.deepEqual([window?.status, window?.endsAt], ['CONFIRMED', START + 2 * HOUR]);
  }
});

test('a new UID under the same maintenance id is an amendment; one that counts from the start again is for a person', () => {
  const amended = [message({}), message({ uid: 'job-7b', sequence: 1, ...at(1), endsAt: START + 2 * HOUR })];
  assert.deepEqual(
    stateOf(amended).windows.map(({ uid, endsAt }) => [uid, endsAt]),
    [['job-7b', START + 2 * HOUR]],
  );
  const renumbered = [message({ sequence: 4 }), message({ uid: 'job-7c', sequence: 0, ...at(1) })];
  assert.deepEqual(standings(renumbered), ['current', 'conflict']);
});

test('windows announced side by side under one maintenance id are several, and never merged', () => {
  const together = ['night-1', 'night-2'];
  const second = { startsAt: START + 24 * HOUR, endsAt: START + 25 * HOUR };
  const messages = [
    message({ uid: 'night-1' }, { together }),
    message({ uid: 'night-2', ...second }, { together }),
    message({ uid: 'night-2', ...second, sequence: 1, status: 'CANCELLED', ...at(1) }),
  ];
  assert.deepEqual(
    stateOf(messages).windows.map(({ uid, startsAt, status }) => [uid, startsAt, status]),
    [
      ['night-1', START, 'CONFIRMED'],
      ['night-2', second.startsAt, 'CANCELLED'],
    ],
  );
});

test('what is doubtful waits, and what comes after it goes on', () => {
  const messages = [
    message({}),
    message({ sequence: 1, ...at(1), endsAt: START + 2 * HOUR }, { doubtful: true }),
  ];
  assert.deepEqual(standings(messages), ['current', 'doubtful']);
  assert.deepEqual(standings([...messages, message({ sequence: 2, ...at(2) })]), [
    'superseded',
    'superseded',
    'current',
  ]);
});

const history = fc.array(
  fc.record({
    status: fc.constantFrom(
      null,
      'TENTATIVE',
      'CONFIRMED',
      'IN-PROCESS',
      'COMPLETED',
      'CANCELLED',
      'NO-CHANGE',
    ),
    sequence: fc.option(fc.integer({ min: 0, max: 4 })),
    stamp: fc.integer({ min: 0, max: 4 }),
    shift: fc.integer({ min: 0, max: 2 }),
    uid: fc.constantFrom('job-7', 'job-7', 'job-7b'),
    objects: fc.boolean(),
    together: fc.boolean(),
    doubtful: fc.boolean(),
    confirmed: fc.constantFrom(false, false, false, true),
  }),
  { minLength: 1, maxLength: 8 },
);

/** A state without what tells who came first. */
function plain(state: NoticeState, messages: readonly Message[]) {
  const byId = new Map(messages.map((one) => [one.id, JSON.stringify(one.form)]));
  const stood = [...state.standings].map(([id, standing]) => `${standing} ${byId.get(id)}`).toSorted();
  return { windows: state.windows.map(({ messageId: _id, ...window }) => window), stood };
}

test('what is accepted at the end does not depend on the order in which messages arrived', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (some, chance) => {
      const messages = some.map(
        ({ status, sequence, stamp, shift, uid, objects, together, doubtful, confirmed }) =>
          message(
            {
              ...{
                status,
                sequence,
                uid,
                ...at(stamp),
                startsAt: START + shift * HOUR,
                endsAt: START + (shift + 1) * HOUR,
              },
              ...(!objects && { objects: [] }),
            },
            { together: together ? ['job-7', 'job-7b'] : [], doubtful, confirmed },
          ),
      );
      const keyed = messages.map((one) => ({ one, key: chance.next().value ?? 0 }));
      const shuffled = keyed.toSorted((a, b) => a.key - b.key).map(({ one }) => one);
      assert.deepEqual(plain(stateOf(shuffled), messages), plain(stateOf(messages), messages));
    }),
    { numRuns: 3_000 },
  );
});
