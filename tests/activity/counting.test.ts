import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { closeBuckets } from '#rooms/activity/close-bucket.ts';
import { protectGroup, usualActivity } from '#rooms/activity/index.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

const QUARTER_MS = 900_000;
let clock: number;
let server: TestHouse;
beforeEach(async () => {
  clock = Date.UTC(2026, 5, 16, 12, 1);
  server = await openTestHouse({ now: () => clock });
});
afterEach(() => server.close());

const DAY_MS = 86_400_000;
/** People who have been here for a while. */
async function people(...names: string[]): Promise<Person[]> {
  clock -= 10 * DAY_MS;
  const found = [];
  for (const name of names) found.push(await server.person(name));
  clock += 10 * DAY_MS;
  return found;
}

const post = (person: Person, status: string, more: object = {}) =>
  server.json('POST', '/api/v1/statuses', { token: person.token, json: { status, ...more } });
const counts = () =>
  server.view.db
    .prepare<{ name: string; accounts: number }>(
      'SELECT name, accounts FROM activity_count ORDER BY name, bucket',
    )
    .all()
    .map(({ name, accounts }) => `${name} ${accounts}`);

test('when a quarter of an hour is over, distinct accounts are counted once each, by group, and nobody is named', async () => {
  const [ann, bob, cy] = (await people('ann', 'bob', 'cy')) as [Person, Person, Person];
  assert.equal(await protectGroup(server.house, '#IranElection', 3, 'Asia/Tehran'), 'hashtag:iranelection');
  for (let i = 0; i < 3; i++) await post(ann, `salam ${i} #iranelection`, { language: 'fa' });
  await post(bob, 'hello #IRANelection', { language: 'en' });
  await post(cy, 'quiet', { visibility: 'direct' });
  await closeBuckets(server.house);
  clock += QUARTER_MS;
  await closeBuckets(server.house);
  await closeBuckets(server.house);
  assert.deepEqual(
    counts().filter((line) => !line.endsWith(' 0')),
    ['hashtag:iranelection 2', 'language:en 1', 'language:fa 1', 'server 3'],
  );
});

test('who only reads is counted too, once, when the quarter of an hour is over', async () => {
  const [ann, bob] = (await people('ann', 'bob')) as [Person, Person];
  for (let i = 0; i < 5; i++)
    for (const { token } of [ann, bob]) await server.json('GET', '/api/v1/timelines/home', { token });
  await server.json('GET', '/api/v1/timelines/public');
  clock += QUARTER_MS;
  await server.json('GET', '/api/v1/timelines/home', { token: ann.token });
  await new Promise(setImmediate);
  await closeBuckets(server.house);
  assert.ok(counts().includes('here 2'), counts().join());
});

test('what is protected, and how much it counts, is on the ledger; nonsense is refused', async () => {
  await protectGroup(server.house, 'fa', 2, null);
  assert.deepEqual(
    entriesAbout(server.view, 'planner').map(({ kind, facts }) => [kind, facts]),
    [['group-protected', { group: 'language:fa', weight: 2, zone: null }]],
  );
  await assert.rejects(protectGroup(server.house, 'fa', 5, null), /from 0 to 4/);
  await assert.rejects(protectGroup(server.house, 'Tehran', 1, null), /neither a language nor/);
  await assert.rejects(protectGroup(server.house, 'fa', 1, 'Asia/Nowhere'), /no time zone/);
});

test('a server with few people says that it cannot tell', () => {
  assert.deepEqual(
    usualActivity(server.view, clock).map(({ name, unknown }) => [name, unknown]),
    [['server', 'few']],
  );
});

test('a campaign of newcomers does not count: not their posts, not their reading', async () => {
  const [old] = (await people('old')) as [Person];
  await post(old, 'here since long #iranelection', { language: 'fa' });
  for (let i = 0; i < 5; i++) {
    const newcomer = await server.person(`new${i}`);
    await post(newcomer, 'just come #iranelection', { language: 'fa' });
  }
  clock += QUARTER_MS;
  await server.json('GET', '/api/v1/timelines/home', { token: old.token });
  await new Promise(setImmediate);
  await closeBuckets(server.house);
  assert.deepEqual(
    counts().filter((line) => !line.endsWith(' 0')),
    ['here 1', 'language:fa 1', 'server 1'],
  );
});
