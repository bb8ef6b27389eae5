import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { readPage } from './reading.ts';

const POSTERS = 8;
const EACH = 40;

test('eight people post at once, a reader pages on with min_id meanwhile: nothing is missed or repeated', async () => {
  const server = await openTestHouse();
  try {
    const blog = microblog(server);
    const reader = await blog.person('reader');
    const posters = await Promise.all(Array.from({ length: POSTERS }, () => blog.person()));
    for (const poster of posters) await blog.act(reader, 'follow', poster);
    for (const path of ['/api/v1/timelines/home', '/api/v1/timelines/public', '/api/v1/timelines/tag/rush']) {
      const start = (await blog.post(posters[0]!, '#rush begins')).id;
      let posting = true;
      const posted = Promise.all(
        posters.map(async (poster) => {
          const ids = [];
          for (let n = 0; n < EACH; n++) ids.push((await blog.post(poster, `${n} #rush`)).id);
          return ids;
        }),
      ).finally(() => {
        posting = false;
      });
      const read: string[] = [];
      for (let at = start, more = true; more; ) {
        const last = !posting;
        await new Promise(setImmediate);
        const { ids } = await readPage(server, reader, `${path}?min_id=${at}&limit=9`);
        read.push(...ids.toReversed());
        at = ids[0] ?? at;
        more = !last || ids.length > 0;
      }
      assert.deepEqual(read, (await posted).flat().sort(), path);
    }
    assert.deepEqual(server.faults, []);
  } finally {
    await server.close();
  }
});
