import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ringOver } from '#rooms/timelines/ring.ts';
import type { Entry } from '#rooms/timelines/rules/entry.ts';
import { type Stretch, stretch, type Walk } from '#rooms/timelines/walk.ts';

const MOST = 6;

function entry(id: number): Entry {
  return { id, accountId: 1, visibility: 0, local: 1, boostOfId: null, replyToAccountId: null };
}

/** A timeline that is asked anew each time, as the view would be. */
function plainWalk(ids: ReadonlySet<number>): Walk {
  const between = (above: number, below: number) =>
    [...ids].filter((id) => id > above && id < below).sort((a, b) => a - b);
  return {
    down: (below, above, most) => stretch(between(above, below).reverse().slice(0, most).map(entry), most),
    up: (above, below, most) => stretch(between(above, below).slice(0, most).map(entry), most),
  };
}

/** Everything a walk has to say between two bounds, going on while it says there may be more. */
function whole(read: (at: number) => Stretch, from: number): number[] {
  const ids: number[] = [];
  for (let at: number | undefined = from; at !== undefined; ) {
    const found = read(at);
    ids.push(...found.entries.map((e) => e.id));
    at = found.next;
  }
  return ids;
}

const id = fc.integer({ min: 1, max: 40 });
const step = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), id }),
  fc.record({ kind: fc.constant('remove' as const), id }),
  fc.record({ kind: fc.constant('clear' as const) }),
  fc.record({
    kind: fc.constantFrom('down' as const, 'up' as const),
    below: fc.oneof(fc.integer({ min: 1, max: 42 }), fc.constant(Number.MAX_SAFE_INTEGER)),
    above: fc.oneof(fc.integer({ min: 0, max: 41 }), fc.constant(0)),
    most: fc.integer({ min: 1, max: 5 }),
  }),
);

test('a ring tells the same as the walk behind it, whatever came, went and was read before', () => {
  fc.assert(
    fc.property(fc.array(id), fc.array(step, { maxLength: 40 }), (start, steps) => {
      const truth = new Set(start);
      const plain = plainWalk(truth);
      const ring = ringOver(plain, MOST);
      for (const s of steps) {
        if (s.kind === 'add') {
          truth.add(s.id);
          ring.add(entry(s.id));
        } else if (s.kind === 'remove') {
          truth.delete(s.id);
          ring.remove(s.id);
        } else if (s.kind === 'clear') ring.clear();
        else if (s.kind === 'down') {
          const [ours, theirs] = [ring, plain].map((w) =>
            whole((at) => w.down(at, s.above, s.most), s.below),
          );
          assert.deepEqual(ours, theirs);
        } else {
          const [ours, theirs] = [ring, plain].map((w) => whole((at) => w.up(at, s.below, s.most), s.above));
          assert.deepEqual(ours, theirs);
        }
      }
    }),
    { numRuns: 500 },
  );
});

test('a ring keeps no more than a quarter over its bound, and answers from behind for the rest', () => {
  const truth = new Set<number>();
  let asked = 0;
  const plain = plainWalk(truth);
  const counted: Walk = {
    down: (...at) => {
      asked++;
      return plain.down(...at);
    },
    up: plain.up,
  };
  const ring = ringOver(counted, MOST);
  ring.down(Number.MAX_SAFE_INTEGER, 0, 3);
  for (let n = 1; n <= 100; n++) {
    truth.add(n);
    ring.add(entry(n));
  }
  asked = 0;
  assert.deepEqual(
    ring.down(Number.MAX_SAFE_INTEGER, 0, MOST).entries.map((e) => e.id),
    [100, 99, 98, 97, 96, 95],
  );
  assert.equal(asked, 0);
  assert.equal(ring.down(Number.MAX_SAFE_INTEGER, 0, MOST * 2).entries.length, MOST * 2);
  assert.equal(asked, 1);
});
