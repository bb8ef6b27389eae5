import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { chosenPosts, replay } from '#rooms/archive/replay.ts';
import { parseDuration, parseMoment, waitsBetween } from '#rooms/archive/rules/replay-plan.ts';
import { oldTwitter } from './fixtures.ts';
import { type Importing, OWNER, openImporting, type Shown } from './importing.ts';

let at: Importing;

beforeEach(async () => {
  at = await openImporting();
});
afterEach(() => at.close());

const FAST = { speed: 1_000_000_000, maxGapMs: 5 };
const ALL = { tag: undefined, from: 0, to: undefined };

/** The house, with its own app as the network. */
function reachable(requests: Request[] = []) {
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input as string, init);
    requests.push(request.clone());
    const { pathname } = new URL(request.url);
    const headers = Object.fromEntries(request.headers);
    return at.server.request(request.method, pathname, { headers, json: await request.json() });
  };
  return { ...at.server.house, world: { ...at.server.house.world, fetch } };
}

test('imported posts are posted again in order, by their authors, labelled, threaded, mentioning nobody', async () => {
  const victim = await at.server.person('victim');
  await at.bring(OWNER);
  const house = reachable();
  const report = await replay(house, chosenPosts(house, ALL), FAST, 'http://rooftop.test', () => {});
  assert.deepEqual(report, { replayed: 3, failed: [] });
  const posts = await at.server.json<(Shown & { label: string })[]>('GET', '/api/v1/timelines/public');
  assert.deepEqual(
    posts.map((post) => [post.label, post.account.username, post.content.replace(/<[^>]+>/g, '')]),
    [
      ['replay', 'Webmaker', 'RT @other: third #story'],
      ['replay', 'Webmaker', '@victim second'],
      ['replay', 'Webmaker', 'first #Story &lt;3'],
    ],
  );
  assert.equal(posts[1]!.in_reply_to_id, posts[2]!.id);
  assert.deepEqual(posts[1]!.mentions, []);
  assert.deepEqual(
    await at.server.json('GET', '/api/v1/notifications', { token: victim.token }).catch(() => []),
    [],
  );
  assert.equal(new Date(posts[0]!.created_at).getUTCFullYear(), new Date().getUTCFullYear());
});

test('the tokens end with the replay, and no app can ask for their scope', async () => {
  await at.bring(OWNER);
  const requests: Request[] = [];
  const house = reachable(requests);
  await replay(house, chosenPosts(house, ALL), FAST, 'http://rooftop.test', () => {});
  const token = requests[0]!.headers.get('authorization')!.slice(7);
  await at.server.json('POST', '/api/v1/statuses', { token, json: { status: 'late' } }, 401);
  const app = {
    client_name: 'x',
    redirect_uris: 'urn:ietf:wg:oauth:2.0:oob',
    scopes: 'write:statuses replay',
  };
  const made = await at.server.request('POST', '/api/v1/apps', { json: app });
  assert.equal(made.status, 422);
});

test('a replay is chosen by hashtag in any spelling, and by time', async () => {
  const other = oldTwitter('other', '5', [
    { id: '2500', at: 'Mon Jun 15 11:30:00 +0000 2009', text: 'also #STORY' },
  ]);
  await at.bring(OWNER);
  await at.bring(other);
  const times = (choice: Partial<typeof ALL>) =>
    chosenPosts(at.server.house, { ...ALL, from: undefined, ...choice } as typeof ALL).map((post) =>
      new Date(post.createdAt).toISOString().slice(11, 16),
    );
  assert.deepEqual(times({ tag: '#story' } as object), ['10:00', '11:30', '12:00']);
  assert.deepEqual(times({ from: Date.UTC(2009, 5, 15, 11) }), ['11:00', '11:30', '12:00']);
  assert.deepEqual(times({ from: Date.UTC(2009, 5, 15, 11), to: Date.UTC(2009, 5, 15, 12) } as object), [
    '11:00',
    '11:30',
  ]);
});

test('what was not public is not replayed', async () => {
  const more = { user: { name: 'x', screen_name: 'x', protected: true, id_str: '5' } };
  await at.bring(
    oldTwitter('x', '5', [{ id: '1', at: 'Mon Jun 15 11:30:00 +0000 2009', text: 'hidden', more }]),
  );
  assert.deepEqual(chosenPosts(at.server.house, ALL), []);
});

test('a server that is not there is named, and one that says no is told of', async () => {
  await at.bring(OWNER);
  const posts = chosenPosts(at.server.house, ALL);
  const world = { ...at.server.house.world, fetch: () => Promise.reject(new Error('refused')) };
  const run = (house: typeof at.server.house) => replay(house, posts, FAST, 'http://x.test', () => {});
  await assert.rejects(run({ ...at.server.house, world }), /No server answers at http:\/\/x.test/);
  const no = {
    ...at.server.house.world,
    fetch: () => Promise.resolve(Response.json({ error: 'no' }, { status: 422 })),
  };
  const report = await run({ ...at.server.house, world: no });
  assert.deepEqual([report.replayed, report.failed.map((each) => each.reason)], [0, ['no', 'no', 'no']]);
});

test('pauses shrink with the speed and end at the longest', () => {
  assert.deepEqual(
    waitsBetween([0, 60_000, 660_000, 600_000], { speed: 600, maxGapMs: 500 }),
    [0, 100, 500, 0],
  );
});

test('durations and times are read as people write them', () => {
  assert.deepEqual(['1s', '500ms', '1.5m', '2h'].map(parseDuration), [1_000, 500, 90_000, 7_200_000]);
  for (const wrong of ['', '1', 's', '-1s', '1 s x']) assert.equal(parseDuration(wrong), undefined);
  assert.equal(parseMoment('2009-06-15'), Date.UTC(2009, 5, 15));
  assert.equal(parseMoment('2009-06-15T21:45-07:00'), Date.UTC(2009, 5, 16, 4, 45));
  for (const wrong of ['', 'June', '2009-02-30', '2009-06-15T25:00'])
    assert.equal(parseMoment(wrong), undefined, wrong);
});
