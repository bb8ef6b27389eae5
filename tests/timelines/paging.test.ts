import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { readAll, readPage } from './reading.ts';

const POSTS = 65;
let server: TestHouse;
let ann: Person;
/** Newest first. */
const ids: string[] = [];
before(async () => {
  server = await openTestHouse();
  const blog = microblog(server);
  ann = await blog.person('ann');
  for (let n = 0; n < POSTS; n++) ids.unshift((await blog.post(ann, `${n} #stone`)).id);
});
after(() => server.close());

const TIMELINES = () => [
  '/api/v1/timelines/public',
  '/api/v1/timelines/home',
  '/api/v1/timelines/tag/Stone',
  `/api/v1/accounts/${ann.id}/statuses`,
];

test('a first page has the 20 newest, and at most 40 however many are asked for', async () => {
  for (const path of TIMELINES()) {
    assert.deepEqual((await readPage(server, ann, path)).ids, ids.slice(0, 20));
    assert.deepEqual((await readPage(server, ann, `${path}?limit=3`)).ids, ids.slice(0, 3));
    assert.deepEqual((await readPage(server, ann, `${path}?limit=400`)).ids, ids.slice(0, 40));
  }
});

test('max_id, since_id and min_id mean what clients expect of them', async () => {
  const at = ids[30];
  for (const path of TIMELINES()) {
    const read = async (query: string) => (await readPage(server, ann, `${path}?limit=5&${query}`)).ids;
    assert.deepEqual(await read(`max_id=${at}`), ids.slice(31, 36), 'just below max_id');
    assert.deepEqual(await read(`since_id=${at}`), ids.slice(0, 5), 'the newest above since_id');
    assert.deepEqual(await read(`min_id=${at}`), ids.slice(25, 30), 'just above min_id');
    assert.deepEqual(await read(`since_id=${ids[3]}`), ids.slice(0, 3));
    assert.deepEqual(await read(`min_id=${at}&max_id=${ids[27]}`), ids.slice(28, 30));
    assert.deepEqual(await read(`since_id=${at}&max_id=${ids[27]}`), ids.slice(28, 30));
    assert.deepEqual(await read(`max_id=&since_id=&min_id=`), ids.slice(0, 5), 'empty ones count as absent');
    assert.deepEqual(await read('max_id=nonsense'), []);
  }
});

test('links lead through everything in both directions, without gap or repetition', async () => {
  for (const path of TIMELINES()) {
    assert.deepEqual(await readAll(server, ann, `${path}?limit=7`), ids);
    const upwards: string[] = [];
    let at: string | undefined = `${path}?limit=7&min_id=${ids.at(-1)}`;
    while (at !== undefined) {
      const page = await readPage(server, ann, at);
      upwards.unshift(...page.ids);
      at = page.ids.length > 0 ? page.prev : undefined;
    }
    assert.deepEqual(upwards, ids.slice(0, -1));
  }
});

test('links keep the other parameters and are whole addresses', async () => {
  const response = await server.request('GET', '/api/v1/timelines/tag/stone?limit=2&local=true&any[]=wood');
  const link = response.headers.get('link')!;
  const [next, prev] = [...link.matchAll(/<([^>]*)>/g)].map((match) => new URL(match[1]!));
  assert.equal(next!.origin, 'http://rooftop.test');
  assert.equal(next!.searchParams.get('local'), 'true');
  assert.deepEqual(next!.searchParams.getAll('any[]'), ['wood']);
  assert.deepEqual([next!.searchParams.get('max_id'), prev!.searchParams.get('min_id')], [ids[1], ids[0]]);
});

test('an empty page has no links, and the page before the first is empty', async () => {
  const page = await readPage(server, ann, `/api/v1/timelines/home?min_id=${ids[0]}`);
  assert.deepEqual(page, { ids: [], next: undefined, prev: undefined });
});
