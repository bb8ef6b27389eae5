import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openReader } from '#view/reader.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { importedPost } from './imported.ts';
import { eyesOn, readAll, readPage } from './reading.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let ann: Person;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
  ann = await blog.person('ann');
});
after(() => server.close());

const read = (name: string, query = '', who?: Person) =>
  readAll(server, who, `/api/v1/timelines/tag/${encodeURIComponent(name)}${query}`);

test('all spellings of a hashtag share one timeline', async () => {
  const spellings = ['#IranElection', '#iranelection', '#ＩＲＡＮelection'];
  const posts = [];
  for (const spelling of spellings) posts.unshift((await blog.post(ann, `news ${spelling}`)).id);
  assert.deepEqual(await read('iranELECTION'), posts);
  const persian = [];
  for (const spelling of ['#انتخابات', '#انتخاب‌ات', '#انتخاباتـ'])
    persian.unshift((await blog.post(ann, `${spelling} خبر`)).id);
  const arabic = await blog.post(ann, '#يك۱٢3');
  assert.deepEqual(await read('انتخابات'), persian);
  assert.deepEqual(await read('یک123'), [arabic.id]);
});

test('only public posts are there, replies too, boosts not', async () => {
  const { id } = await blog.post(ann, '#open one');
  const bob = await blog.person();
  const reply = await blog.post(bob, '#open two', { in_reply_to_id: id });
  await blog.mark(bob, 'reblog', id);
  for (const visibility of ['unlisted', 'private', 'direct']) await blog.post(ann, '#open', { visibility });
  assert.deepEqual(await read('open', '', ann), [reply.id, id]);
});

test('a hashtag that nobody used is an empty page, also as a condition', async () => {
  const { id } = await blog.post(ann, '#known');
  assert.deepEqual(await read('neverused'), []);
  assert.deepEqual(await read('neverused', '?any[]=known'), [id]);
  assert.deepEqual(await read('known', '?all[]=neverused'), []);
  assert.deepEqual(await read('known', '?none[]=neverused'), [id]);
});

test('any, all and none combine, whichever way the pages are read', async () => {
  const posts: { id: string; tags: string[] }[] = [];
  for (let n = 1; n <= 31; n++) {
    const tags = ['q1', 'q2', 'q3', 'q4'].filter((_, bit) => ((n % 16) & (1 << bit)) !== 0);
    posts.unshift({ id: (await blog.post(ann, `${n} ${tags.map((t) => `#${t}`).join(' ')}`)).id, tags });
  }
  const queries = [
    { path: 'q1', want: (t: string[]) => t.includes('q1') },
    { path: 'q1?any[]=q2', want: (t: string[]) => t.includes('q1') || t.includes('q2') },
    { path: 'q1?all[]=q2', want: (t: string[]) => t.includes('q1') && t.includes('q2') },
    { path: 'q1?none[]=q2', want: (t: string[]) => t.includes('q1') && !t.includes('q2') },
    {
      path: 'q1?any[]=q2&all[]=q3&none[]=q4',
      want: (t: string[]) => (t.includes('q1') || t.includes('q2')) && t.includes('q3') && !t.includes('q4'),
    },
  ];
  for (const { path, want } of queries) {
    const wanted = posts.filter((post) => want(post.tags)).map((post) => post.id);
    const [name, query = ''] = path.split('?');
    assert.deepEqual(await read(name!, `?limit=2&${query}`), wanted, path);
    const above = `/api/v1/timelines/tag/${name}?limit=3&min_id=${wanted.at(-1)}&${query}`;
    assert.deepEqual((await readPage(server, ann, above)).ids, wanted.slice(-4, -1), `${path} upwards`);
  }
});

test('at most sixteen further hashtags of a kind may be asked for', async () => {
  const many = (n: number) => Array.from({ length: n }, (_, i) => `any[]=t${i}`).join('&');
  assert.deepEqual(await read('stone', `?${many(16)}`), []);
  const response = await server.request('GET', `/api/v1/timelines/tag/stone?${many(17)}`);
  assert.equal(response.status, 422);
  assert.match(await response.text(), /any/);
});

test('an edit moves a post between hashtags, also on timelines that are read already', async () => {
  const { id } = await blog.post(ann, '#before');
  const other = await blog.post(ann, '#after');
  assert.deepEqual([await read('before'), await read('after')], [[id], [other.id]]);
  await server.json('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json: { status: '#after' } });
  assert.deepEqual([await read('before'), await read('after')], [[], [other.id, id]]);
});

test('imported posts lie at their own date on hashtag and account pages, and nowhere else', async () => {
  const eve = await blog.person();
  await blog.act(ann, 'follow', eve);
  const live = await blog.post(eve, '#june live');
  assert.deepEqual(await read('june'), [live.id]);
  const old = await importedPost(server, eve, '#june 2009', 'june', Date.UTC(2009, 5, 16));
  assert.deepEqual(await read('june'), [live.id, old]);
  assert.deepEqual(await readAll(server, ann, `/api/v1/accounts/${eve.id}/statuses`), [live.id, old]);
  for (const path of ['/api/v1/timelines/public', '/api/v1/timelines/home'])
    assert.equal((await readAll(server, ann, path)).includes(old), false, path);
});

test('posts of silenced people reach those who follow them and nobody else', async () => {
  const [loud, friend] = [await blog.person(), await blog.person()];
  await blog.act(friend, 'follow', loud);
  const { id } = await blog.post(loud, '#shout');
  server.writerDb.prepare('UPDATE account SET silenced = 1 WHERE id = ?').run(loud.id);
  const view = openReader(server.view.db.path);
  const sees = (viewerId: number | undefined) => eyesOn(view).hashtag(viewerId, 'shout').includes(Number(id));
  assert.deepEqual(
    [sees(undefined), sees(ann.id), sees(friend.id), sees(loud.id)],
    [false, false, true, true],
  );
  view.close();
});
