import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { giveBack, shortLived } from '#machinery/slab.ts';

type Piece = { readonly bytes: Buffer; readonly mark: number };

test('whatever is taken and given back in whatever order, nothing in use is written over', () => {
  const step = fc.record({ take: fc.integer({ min: 0, max: 70_000 }), back: fc.option(fc.nat(50)) });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 300 }), (steps) => {
      const used: Piece[] = [];
      for (const [i, { take, back }] of steps.entries()) {
        const piece = { bytes: shortLived(take), mark: i % 251 };
        assert.equal(piece.bytes.length, take);
        piece.bytes.fill(piece.mark);
        used.push(piece);
        const [gone] = back === null ? [] : used.splice(back % used.length, 1);
        if (gone) assert.ok(gone.bytes.every((byte) => byte === gone.mark));
        if (gone) giveBack(gone.bytes);
        if (gone) giveBack(gone.bytes);
      }
      for (const { bytes, mark } of used) assert.ok(bytes.every((byte) => byte === mark));
      for (const { bytes } of used) giveBack(bytes);
    }),
    { numRuns: 60 },
  );
});

test('memory that was given back is used again', () => {
  const seen = new Set<ArrayBufferLike>();
  for (let i = 0; i < 1_000; i++) {
    const piece = shortLived(60_000);
    seen.add(piece.buffer);
    giveBack(piece);
  }
  assert.ok(seen.size < 40, `${seen.size} slabs for one piece at a time`);
});

test('what did not come from here is let alone', () => {
  const own = Buffer.from('own');
  giveBack(own);
  assert.equal(own.toString(), 'own');
});
