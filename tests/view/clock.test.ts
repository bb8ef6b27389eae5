import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { timeOfId } from '#values/ids.ts';
import { openToy, scratch } from './toy.ts';

const DAY_MS = 86_400_000;

test('clock jumps both ways, bursts and restarts keep ids unique, ordered and safe integers', async (t) => {
  const jump = fc.oneof(fc.integer({ min: -400 * DAY_MS, max: 400 * DAY_MS }), fc.constantFrom(0, 0, 1));
  const step = fc.record({ jump, posts: fc.integer({ min: 1, max: 40 }), restart: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const folder = scratch(t);
      let now = Date.UTC(2009, 5, 15);
      let toy = await openToy(folder, { now: () => now });
      const answered: number[] = [];
      for (const { jump, posts, restart } of steps) {
        now = Math.max(Date.UTC(1999, 0, 1), now + jump);
        const ids = Array.from({ length: posts }, (_, i) => toy.send('toy.post/1', { text: `${i}` }));
        answered.push(...(await Promise.all(ids)).map(({ id }) => id));
        if (!restart) continue;
        await toy.close();
        toy = await openToy(folder, { now: () => now });
      }
      const kept = toy.posts().map(({ id }) => id);
      await toy.close();
      assert.deepEqual(answered, kept, 'in the order of the log');
      assert.equal(new Set(answered).size, answered.length);
      assert.ok(answered.every(Number.isSafeInteger));
    }),
    { numRuns: 15 },
  );
});

test('an id tells the time of its entry as long as the clock goes forward', async (t) => {
  let now = Date.UTC(2009, 5, 15, 21, 45);
  const toy = await openToy(scratch(t), { now: () => now });
  for (let i = 0; i < 5; i++) {
    now += 1_500;
    const { id } = await toy.send('toy.post/1', { text: `${i}` });
    assert.equal(timeOfId(id), now);
  }
  await toy.close();
});
