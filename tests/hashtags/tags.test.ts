import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { checkTagFollows, FOLLOWED_TAGS_MOST } from '#rooms/hashtags/rules/follow.ts';
import { Refusal } from '#values/refusal.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type Tag = {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly history: readonly { readonly day: string; readonly uses: string; readonly accounts: string }[];
  readonly following?: boolean;
  readonly featuring?: boolean;
};

const NOON = Date.UTC(2026, 0, 10, 12);
const DAY_MS = 86_400_000;

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
let clock = NOON - DAY_MS;
before(async () => {
  server = await openTestHouse({ now: () => clock });
  blog = microblog(server);
});
after(() => server.close());

const tag = (who: Person | undefined, name: string) =>
  blog.get<Tag>(who, `/api/v1/tags/${encodeURIComponent(name)}`);
const act = (who: Person, name: string, deed: string, status = 200) =>
  server.json<Tag>('POST', `/api/v1/tags/${encodeURIComponent(name)}/${deed}`, { token: who.token }, status);
const followed = async (who: Person) =>
  (await blog.get<Tag[]>(who, '/api/v1/followed_tags')).map((one) => one.name);

test('a hashtag is found by any of its spellings and shows its use by day', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  await blog.post(ann, '#انتخابات');
  clock = NOON;
  await blog.post(ann, '#انتخابات');
  await blog.post(bob, '#انتخاب\u200cات');
  await blog.post(bob, '#انتخابات hidden', { visibility: 'private' });
  const seen = await tag(undefined, '#انتخاب\u200cات');
  assert.equal(seen.name, 'انتخابات');
  assert.equal(seen.url, `http://rooftop.test/tags/${encodeURIComponent('انتخابات')}`);
  assert.equal(seen.following, undefined);
  assert.equal(seen.history.length, 7);
  assert.deepEqual(seen.history.slice(0, 3), [
    { day: String(Date.UTC(2026, 0, 10) / 1000), uses: '2', accounts: '2' },
    { day: String(Date.UTC(2026, 0, 9) / 1000), uses: '1', accounts: '1' },
    { day: String(Date.UTC(2026, 0, 8) / 1000), uses: '0', accounts: '0' },
  ]);
});

test('a hashtag nobody used is shown empty, and what cannot be one is not there', async () => {
  const ann = await blog.person();
  const seen = await tag(ann, 'unheard');
  assert.deepEqual([seen.name, seen.following, seen.featuring], ['unheard', false, false]);
  assert.ok(seen.history.every((day) => day.uses === '0'));
  for (const name of ['12345', 'a b', 'x'.repeat(300)])
    await blog.get(ann, `/api/v1/tags/${encodeURIComponent(name)}`, 404);
});

test('following a hashtag follows all its spellings; repeats change nothing', async () => {
  const ann = await blog.person();
  for (let i = 0; i < 2; i++) assert.equal((await act(ann, 'Rooftop', 'follow')).following, true);
  assert.equal((await tag(ann, 'ROOFTOP')).following, true);
  assert.deepEqual(await followed(ann), ['Rooftop']);
  for (let i = 0; i < 2; i++) assert.equal((await act(ann, 'rooftop', 'unfollow')).following, false);
  assert.deepEqual(await followed(ann), []);
  await act(ann, '123', 'follow', 404);
});

test('followed hashtags are one’s own, the latest first, in pages', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  for (const name of ['one', 'two', 'three']) await act(ann, name, 'follow');
  assert.deepEqual(await followed(ann), ['three', 'two', 'one']);
  assert.deepEqual(await followed(bob), []);
  const first = await server.request('GET', '/api/v1/followed_tags?limit=2', { token: ann.token });
  const next = /<http:\/\/rooftop.test([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1];
  assert.deepEqual(
    (await blog.get<Tag[]>(ann, next!)).map((one) => one.name),
    ['one'],
  );
});

test('followed hashtags come home', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  await act(ann, 'home_tag', 'follow');
  const { id } = await blog.post(bob, 'see #Home_Tag');
  const home = await blog.get<{ id: string }[]>(ann, '/api/v1/timelines/home');
  assert.deepEqual(
    home.map((status) => status.id),
    [id],
  );
});

test('one follows hashtags up to the bound', () => {
  checkTagFollows(FOLLOWED_TAGS_MOST - 1);
  assert.throws(() => checkTagFollows(FOLLOWED_TAGS_MOST), Refusal);
});
