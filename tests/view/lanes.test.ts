import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeLanes } from '#view/lanes.ts';

test('interactive commands overtake bulk ones, which still move on', () => {
  const lanes = makeLanes<string>();
  for (let i = 0; i < 300; i++) lanes.add(`bulk-${i}`, 1, 'bulk');
  for (let i = 0; i < 300; i++) lanes.add(`interactive-${i}`, 1, 'interactive');
  const first = lanes.next();
  assert.equal(first.length, 256);
  assert.equal(first.filter((item) => item.startsWith('interactive')).length, 248);
  assert.equal(first[0], 'interactive-0');
  const second = lanes.next();
  assert.equal(second.filter((item) => item.startsWith('interactive')).length, 52);
  assert.equal(second.length, 52 + 32);
  assert.equal(second[52], 'bulk-8');
});

test('the queue takes 8,192 commands and no more', () => {
  const lanes = makeLanes<number>();
  for (let i = 0; i < 8_192; i++) assert.equal(lanes.add(i, 1, 'interactive'), true);
  assert.equal(lanes.add(8_192, 1, 'bulk'), false);
  lanes.next();
  assert.equal(lanes.add(8_192, 1, 'bulk'), true);
});

test('the queue takes 64 MiB and no more', () => {
  const lanes = makeLanes<number>();
  for (let i = 0; i < 64; i++) assert.equal(lanes.add(i, 1_048_576, 'bulk'), true);
  assert.equal(lanes.add(64, 1, 'bulk'), false);
  assert.equal(lanes.drain().length, 64);
  assert.equal(lanes.empty(), true);
  assert.equal(lanes.add(64, 67_108_864, 'bulk'), true);
});
