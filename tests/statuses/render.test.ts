import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { giveBack } from '#machinery/slab.ts';
import { rendererOf, type SeenStatus, seeStatus } from '#rooms/statuses/index.ts';
import { threadOf } from '#rooms/statuses/thread.ts';
import { parseId } from '#values/ids.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

const TIMES = 4_000;
const SLABS_MOST = 40;

let server: TestHouse;
before(async () => {
  server = await openTestHouse();
});
after(() => server.close());

test('what answers are made of can be given back, whatever else is made meanwhile', async () => {
  const blog = microblog(server);
  const ann = await blog.person();
  const { id } = await blog.post(ann, `top ${'x'.repeat(400)}`);
  await blog.post(ann, 'below', { in_reply_to_id: id });
  const own = parseId(id)!;
  const status: SeenStatus = seeStatus(server.view, ann.id, own)!;
  const thread = threadOf(server.view, ann.id, own, Date.now());
  const renderer = rendererOf(server.house);
  const ways = [
    () => renderer.one(status, ann.id),
    () => renderer.one(status, undefined),
    () => renderer.list(Array(20).fill(status), ann.id),
    () => renderer.context(thread, ann.id),
  ];
  const memory = new Set<ArrayBufferLike>();
  for (let i = 0; i < TIMES; i++) {
    const bytes = ways[i % ways.length]!();
    assert.doesNotThrow(() => JSON.parse(Buffer.from(bytes).toString()));
    memory.add(bytes.buffer);
    assert.equal(JSON.parse(renderer.text(status, ann.id)).id, id);
    giveBack(bytes);
  }
  assert.ok(memory.size < SLABS_MOST, `${memory.size} stretches of memory for one answer at a time`);
});
