import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runChaos } from './chaos.ts';

const KILLS = 20;

test('20 times kill -9 under load: every acknowledged post, edit and deletion is there, exactly once', async () => {
  const { kills, acknowledged, lost, doubled, wrong } = await runChaos({ kills: KILLS, seed: 2 });
  assert.deepEqual({ lost, doubled, wrong }, { lost: [], doubled: [], wrong: [] });
  assert.equal(
    Object.values(kills).reduce((sum, count) => sum + count, 0),
    KILLS,
  );
  assert.ok(
    ['writer', 'web', 'supervisor'].every((role) => kills[role]),
    JSON.stringify(kills),
  );
  assert.ok(acknowledged > KILLS * 10, `${acknowledged} writes went on meanwhile`);
});
