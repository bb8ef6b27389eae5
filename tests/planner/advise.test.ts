import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { toAdviceJson } from '#rooms/planner/advice-json.ts';
import { advise } from '#rooms/planner/rules/advise.ts';
import { quarterOf } from '#rooms/planner/rules/quarter.ts';
import { DAY, groupOf, HOUR, MINUTE, NOW, questionOf } from './question.ts';

const OLD = { startsAt: Date.UTC(2009, 5, 16, 4, 45), endsAt: Date.UTC(2009, 5, 16, 6, 15) };
const STAFF = [{ fromMinute: 540, toMinute: 960, zone: 'America/Los_Angeles', days: [1, 2, 3, 4, 5, 6, 7] }];
const clock = (ms: number) => new Date(ms).toISOString().slice(11, 16);

test('with staff hours in San Francisco the Iranian night comes first, and the Iranian morning is in the worst quarter', () => {
  const advice = advise(questionOf({ staff: STAFF, asked: OLD }));
  const [first] = advice.candidates;
  assert.ok(clock(first!.startsAt) >= '20:30' && clock(first!.startsAt) <= '22:30', clock(first!.startsAt));
  assert.equal(quarterOf(advice, advice.asked!), 4);
  assert.deepEqual(advice.asked!.broken, ['staff']);
});

test('the worst-hit group decides, not the sum', () => {
  const small = groupOf('hashtag:few', 12, 60, { weight: 1 });
  const [first] = advise(questionOf({ groups: [groupOf('server', 0, 100_000), small] })).candidates;
  const shares = first!.harms.map(({ share }) => share);
  assert.ok(Math.max(...shares) - Math.min(...shares) < 0.06, 'neither is sacrificed');
});

test('hard case 18: weights move the cost towards those who need it less, and are capped', () => {
  const worldNight = advise(
    questionOf({ groups: [groupOf('server', 0, 1_000), groupOf('hashtag:need', 12, 100, { weight: 0 })] }),
  );
  assert.ok(clock(worldNight.candidates[0]!.startsAt) < '07:00');
  const needed = advise(
    questionOf({ groups: [groupOf('server', 0, 1_000), groupOf('hashtag:need', 12, 100, { weight: 4 })] }),
  );
  const capped = advise(
    questionOf({ groups: [groupOf('server', 0, 1_000), groupOf('hashtag:need', 12, 100, { weight: 1e6 })] }),
  );
  assert.ok(clock(needed.candidates[0]!.startsAt) > '12:00');
  assert.deepEqual(capped, needed);
});

test('hard case 17: ties go by slack, then notice, then overlap, then the earlier start; noise makes ties', () => {
  const flat = {
    ...groupOf('server', 0, 1_000),
    week: Float64Array.from({ length: 672 }, (_, i) => 1_000 + (i % 3)),
  };
  const advice = advise(questionOf({ groups: [flat], latest: NOW + 3 * DAY }));
  const [first] = advice.candidates;
  assert.equal(
    Math.floor((NOW + 3 * DAY - first!.endsAt) / DAY),
    2,
    'as many whole days before the deadline as there are',
  );
  assert.equal(
    first!.startsAt,
    Date.UTC(2009, 5, 16),
    'among those the longer notice, then the earlier start',
  );
  const slots = advise(questionOf({ groups: [flat], latest: NOW + 3 * DAY, lengthMs: HOUR })).candidates;
  for (const { lost } of slots.slice(1))
    assert.ok(['slack', 'notice', 'overlap', 'later'].includes(String(lost)), String(lost));
});

test('hard case 14: no feasible slot names what binds and the best slot for each constraint relaxed', () => {
  const advice = advise(
    questionOf({
      staff: STAFF,
      freezes: [{ name: 'Election', startsAt: NOW + 20 * HOUR, endsAt: NOW + 3 * DAY }],
      others: [{ name: 'Host: network', startsAt: NOW, endsAt: NOW + 4 * HOUR }],
      padMs: 20 * HOUR,
    }),
  );
  assert.equal(advice.feasible, 0);
  assert.deepEqual(advice.candidates, []);
  assert.deepEqual(
    new Set(advice.binding.map(({ constraint }) => constraint)),
    new Set(['staff', 'freeze', 'channel']),
  );
  assert.ok(advice.relaxed.length > 0);
  for (const { constraint, best } of advice.relaxed) assert.deepEqual(best.broken, [constraint]);
});

test('hard case 13: bounds of the provider, also when the work is longer than they are', () => {
  const late = advise(questionOf({ deadline: NOW + 6 * HOUR }));
  for (const { endsAt } of late.candidates) assert.ok(endsAt <= NOW + 6 * HOUR);
  const impossible = advise(
    questionOf({ latest: NOW + HOUR, lengthMs: 2 * HOUR, asked: { startsAt: NOW, endsAt: NOW + 2 * HOUR } }),
  );
  assert.deepEqual([impossible.considered, impossible.feasible], [0, 0]);
  assert.ok(impossible.asked!.broken.includes('bounds'));
});

test('hard case 15: a freeze is judged at the hour of the work, not now', () => {
  const now = [{ name: 'Now', startsAt: NOW - DAY, endsAt: NOW + HOUR }];
  const then = [{ name: 'Run-off', startsAt: NOW + 2 * HOUR, endsAt: NOW + DAY }];
  assert.ok(advise(questionOf({ freezes: now })).feasible > 0);
  for (const { startsAt, endsAt } of advise(questionOf({ freezes: then, lengthMs: 30 * MINUTE })).candidates)
    assert.ok(endsAt <= NOW + 2 * HOUR || startsAt >= NOW + DAY);
});

test('the risk of waiting counts against late hours', () => {
  const patient = advise(questionOf({ latest: NOW + 6 * DAY }));
  const urgent = advise(questionOf({ latest: NOW + 6 * DAY, riskPerDay: 0.9 }));
  assert.ok(urgent.candidates[0]!.startsAt <= patient.candidates[0]!.startsAt);
  assert.ok(urgent.candidates[0]!.startsAt - NOW < 12 * HOUR);
});

test('the same question has the same answer, whatever the order of its groups, and shares ignore how many people there are', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({
          offset: fc.integer({ min: -11, max: 12 }),
          accounts: fc.integer({ min: 50, max: 100_000 }),
          weight: fc.integer({ min: 0, max: 4 }),
        }),
        { minLength: 1, maxLength: 8 },
      ),
      fc.integer({ min: 1, max: 50 }),
      (drafts, times) => {
        const groups = drafts.map(({ offset, accounts, weight }, i) =>
          groupOf(`g${i}`, offset, accounts, { weight }),
        );
        const bigger = groups.map((group) => ({ ...group, week: group.week.map((n) => n * times) }));
        const order = (all: typeof groups) =>
          advise(questionOf({ groups: all })).candidates.map(({ startsAt }) => startsAt);
        assert.deepEqual(order(groups.toReversed()), order(groups));
        assert.deepEqual(
          order(bigger),
          order(groups),
          'a campaign with more accounts at all hours moves nothing',
        );
      },
    ),
    { numRuns: 60 },
  );
});

test('hard case 5: odd offsets fit the grid of quarters', () => {
  const kathmandu = [{ fromMinute: 0, toMinute: 60, zone: 'Asia/Kathmandu', days: [1, 2, 3, 4, 5, 6, 7] }];
  const [first] = advise(questionOf({ staff: kathmandu, lengthMs: HOUR })).candidates;
  assert.equal(clock(first!.startsAt), '18:15');
  const chatham = [{ fromMinute: 120, toMinute: 285, zone: 'Pacific/Chatham', days: [1, 2, 3, 4, 5, 6, 7] }];
  const night = Date.UTC(2026, 3, 4, 10);
  const long = advise(
    questionOf({ now: night, earliest: night, latest: night + DAY, staff: chatham, lengthMs: 225 * MINUTE }),
  );
  assert.equal(long.feasible, 1, 'on 5 April 2026 the night shift of Chatham is 3 h 45 min long');
});

test('an hour that lasts over midnight and longer than a day is weighed whole', () => {
  const advice = advise(questionOf({ lengthMs: 30 * HOUR, latest: NOW + 4 * DAY }));
  assert.ok(advice.candidates[0]!.harms.every(({ share }) => share > 1));
});

test('a channel that could not be read is named and forbids nothing, since nothing is known of it', () => {
  const question = questionOf({ unread: ['Photo host'] });
  const advice = advise(question);
  assert.deepEqual(toAdviceJson(advice, question, []).unread_channels, ['Photo host']);
  assert.equal(advice.feasible, advise(questionOf()).feasible);
});
