import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { estimateTimes } from '#rooms/archive/rules/estimate-times.ts';
import { inOrder } from '#rooms/archive/rules/known-times.ts';
import { dayOnly, isCounted, parseTime, snowflakeTime } from '#rooms/archive/rules/twitter-time.ts';

const DAY = 86_400_000;
const JUNE = Date.UTC(2009, 5, 1);

test('every form of date that Twitter has written is read', () => {
  const moment = Date.UTC(2009, 5, 16, 21, 45, 7);
  for (const text of [
    '2009-06-16 21:45:07 +0000',
    'Tue Jun 16 21:45:07 +0000 2009',
    'Tue, 16 Jun 2009 21:45:07 +0000',
    '2009-06-16T21:45:07.000Z',
    '2009-06-16T21:45:07Z',
    '2009-06-17 02:15:07 +0430',
    '2009-06-16T14:45:07-07:00',
  ])
    assert.equal(parseTime(text), moment, text);
  assert.equal(parseTime('Tue Jun 6 01:02:03 +0000 2009'), Date.UTC(2009, 5, 6, 1, 2, 3));
});

test('what is no date is none', () => {
  for (const text of [
    '',
    '2009-06-31 00:00:00 +0000',
    '2009-06-16',
    'Tue Jux 16 21:45:07 +0000 2009',
    '2009-06-16 25:00:00 +0000',
  ])
    assert.equal(parseTime(text), undefined, text);
});

test('numbers tell their time from November 2010 on', () => {
  assert.equal(isCounted('2404651300'), true);
  assert.equal(isCounted('1855222380982907193'), false);
  assert.equal(new Date(snowflakeTime('1855222380982907193')).toISOString(), '2024-11-09T12:14:18.648Z');
});

test('midnight says nothing where all say midnight, and is a time of day where one alone does', () => {
  const at = (sourceId: string, createdAt: number) => ({ sourceId, createdAt });
  assert.deepEqual([...dayOnly([at('5', JUNE), at('6', JUNE + DAY)])], ['5', '6']);
  assert.deepEqual([...dayOnly([at('5', JUNE)])], ['5']);
  assert.deepEqual([...dayOnly([at('5', JUNE), at('6', JUNE + 1000)])], []);
  const mixed = [at('5', JUNE), at('6', JUNE), at('7', JUNE + 1000), at('1855222380982907193', JUNE)];
  assert.deepEqual([...dayOnly(mixed)], ['5', '6']);
});

test('a time of day is found between neighbours that are known', () => {
  const known = [
    { id: 1_000, at: JUNE + 10_000_000 },
    { id: 2_000, at: JUNE + 20_000_000 },
  ];
  const estimates = estimateTimes(
    [
      { id: 1_500, day: JUNE },
      { id: 1_250, day: JUNE },
    ],
    known,
  );
  assert.equal(estimates.get(1_500), JUNE + 15_000_000);
  assert.equal(estimates.get(1_250), JUNE + 12_500_000);
});

test('without neighbours a day is filled in order', () => {
  const day = Array.from({ length: 4 }, (_, i) => ({ id: 100 + i * 10, day: JUNE }));
  const hours = [...estimateTimes(day, []).values()].map((at) => (at - JUNE) / 3_600_000);
  assert.deepEqual(hours, [3, 9, 15, 21]);
  assert.equal(estimateTimes([{ id: 7, day: JUNE }], []).get(7), JUNE + DAY / 2);
});

test('a midnight between two days lies where the numbers of both days say', () => {
  const known = [
    { id: 1_000, at: JUNE + DAY - 3_600_000 },
    { id: 2_000, at: JUNE + DAY + 3_600_000 },
  ];
  const estimates = estimateTimes(
    [
      { id: 1_250, day: JUNE },
      { id: 1_750, day: JUNE + DAY },
    ],
    known,
  );
  assert.equal(estimates.get(1_250), JUNE + DAY - 1_800_000);
  assert.equal(estimates.get(1_750), JUNE + DAY + 1_800_000);
});

test('one wrong date among known ones does not displace the others', () => {
  const right = Array.from({ length: 9 }, (_, i) => ({ id: i * 10, at: JUNE + i * 1_000 }));
  const wrong = { id: 45, at: JUNE + 99 * DAY };
  assert.deepEqual(inOrder([wrong, ...right]), right);
});

/** Posts as a service counts them: ids and moments rise together; of some only the day is stated. */
const history = fc
  .array(
    fc.record({
      idStep: fc.integer({ min: 1, max: 10_000_000 }),
      timeStep: fc.integer({ min: 0, max: DAY * 2 }),
      exact: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((steps) => {
    let id = 1_000_000_000;
    let at = JUNE;
    return steps.map((step) => {
      id += step.idStep;
      at += step.timeStep;
      return { id, at, exact: step.exact };
    });
  });

test('estimates stay in their stated day, keep the order of ids, and are the same each time', () => {
  fc.assert(
    fc.property(history, fc.integer(), (posts, seed) => {
      const dated = posts.filter((post) => post.exact).map(({ id, at }) => ({ id, at }));
      const undated = posts
        .filter((post) => !post.exact)
        .map(({ id, at }) => ({ id, day: Math.floor(at / DAY) * DAY }));
      const estimates = estimateTimes(undated, dated);
      for (const { id, day } of undated) {
        const at = estimates.get(id)!;
        assert.ok(Number.isInteger(at) && at >= day && at < day + DAY);
      }
      const all = posts.map((post) => (post.exact ? post.at : estimates.get(post.id)!));
      for (let i = 1; i < all.length; i++) assert.ok(all[i]! >= all[i - 1]!, `${i}`);
      const shuffled = [...undated].sort((a, b) => ((a.id * 31 + seed) % 7) - ((b.id * 31 + seed) % 7));
      assert.deepEqual([...estimateTimes(shuffled, [...dated].reverse())].sort(), [...estimates].sort());
    }),
  );
});

test('estimates stay in their day also where the stated days contradict the ids', () => {
  const wild = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 1_000 }), d: fc.integer({ min: 0, max: 5 }) }),
    { minLength: 1 },
  );
  const points = fc.array(
    fc.record({ id: fc.integer({ min: 1, max: 1_000 }), at: fc.integer({ min: JUNE, max: JUNE + 6 * DAY }) }),
  );
  fc.assert(
    fc.property(wild, points, (posts, dated) => {
      const undated = [
        ...new Map(posts.map((post) => [post.id, { id: post.id, day: JUNE + post.d * DAY }])).values(),
      ];
      const estimates = estimateTimes(undated, dated);
      for (const { id, day } of undated)
        assert.ok(estimates.get(id)! >= day && estimates.get(id)! < day + DAY);
    }),
  );
});

test('what a run that was interrupted had estimated does not change what the next one estimates', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 0, max: 60 }), (posts, cut) => {
      const dated = posts.filter((post) => post.exact);
      const undated = posts
        .filter((post) => !post.exact)
        .map(({ id, at }) => ({ id, day: Math.floor(at / DAY) * DAY }));
      const whole = estimateTimes(undated, dated);
      const done = undated.slice(0, cut).map(({ id }) => ({ id, at: whole.get(id)! }));
      const rest = estimateTimes(undated.slice(cut), dated, done);
      const all = [...done.map((post) => post.at), ...undated.slice(cut).map((post) => rest.get(post.id)!)];
      for (let i = 1; i < all.length; i++) assert.ok(all[i]! >= all[i - 1]!);
    }),
  );
});
