import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openReader, type View } from '#view/reader.ts';
import { openToy, posted, scratch, type Toy } from './toy.ts';

function listen(view: View) {
  const seen: number[] = [];
  const gaps = { count: 0 };
  view.on(posted, ({ id }) => void seen.push(id));
  view.onGap(() => void gaps.count++);
  return { seen, gaps };
}

async function pruneAll(toy: Toy) {
  const upToSeq = toy.house.keeper.seq();
  await toy.send('house.prune/1', { upToSeq, replacedBeforeMs: 0 }, 'prune-1', 'bulk');
}

test('a reader takes each event once, in order, and none of before it was opened', async (t) => {
  const toy = await openToy(scratch(t));
  await toy.send('toy.post/1', { text: 'before' });
  const view = openReader(toy.paths.view);
  const { seen, gaps } = listen(view);
  const ids = [];
  for (const text of ['a', 'b', 'c']) {
    ids.push((await toy.send('toy.post/1', { text })).id);
    view.takeEvents();
    assert.deepEqual(seen, ids);
  }
  view.takeEvents();
  assert.deepEqual(seen, ids);
  assert.equal(gaps.count, 0);
  view.close();
  await toy.close();
});

test('a reader that slept through too many events, or through their pruning, is told that it missed some', async (t) => {
  const toy = await openToy(scratch(t));
  const view = openReader(toy.paths.view);
  const { seen, gaps } = listen(view);
  await Promise.all(Array.from({ length: 4_095 }, (_, i) => toy.send('toy.post/1', { text: `${i}` })));
  view.takeEvents();
  assert.equal(seen.length, 4_095);
  await Promise.all(Array.from({ length: 4_096 }, (_, i) => toy.send('toy.post/1', { text: `${i}` })));
  view.takeEvents();
  assert.equal(gaps.count, 1);
  await toy.send('toy.post/1', { text: 'pruned' });
  await pruneAll(toy);
  view.takeEvents();
  assert.equal(gaps.count, 2);
  assert.equal(seen.length, 4_095);
  await toy.send('toy.post/1', { text: 'after' });
  view.takeEvents();
  assert.equal(seen.length, 4_096);
  view.close();
  await toy.close();
});

test('when a listener breaks, everything cached goes, and the next events arrive', async (t) => {
  const toy = await openToy(scratch(t));
  const view = openReader(toy.paths.view);
  const { gaps } = listen(view);
  let broken = true;
  view.on(posted, () => {
    if (broken) throw new Error('broken');
  });
  await toy.send('toy.post/1', { text: 'a' });
  assert.throws(() => view.takeEvents(), /broken/);
  assert.equal(gaps.count, 1);
  broken = false;
  await toy.send('toy.post/1', { text: 'b' });
  view.takeEvents();
  assert.equal(gaps.count, 1);
  view.close();
  await toy.close();
});
