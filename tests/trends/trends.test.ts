import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { forgetUses } from '#rooms/trends/forget-uses.ts';
import { rankMarked } from '#rooms/trends/rules/score.ts';
import { timedIdAt } from '#values/ids.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

const HOUR_MS = 3_600_000;
let server: TestHouse;
let people: Person[];
let now = Date.UTC(2026, 5, 16, 9);

before(async () => {
  server = await openTestHouse({ now: () => now });
  people = await Promise.all(['a', 'b', 'c', 'd'].map((name) => server.person(`trend_${name}`)));
});
after(() => server.close());

type Tag = { name: string; history: { uses: string; accounts: string }[]; why: { accounts: number } };
const trends = () => server.json<Tag[]>('GET', '/api/v1/trends/tags');
const post = (who: number, status: string, visibility = 'public') =>
  server.json<{ id: string }>('POST', '/api/v1/statuses', {
    token: people[who]!.token,
    json: { status, visibility },
  });
const later = (ms: number) => {
  now += ms;
};

test('a hashtag trends by the people who use it, not by how often', async () => {
  for (let i = 0; i < 5; i++) await post(0, `again ${i} #alone`);
  await post(0, 'one #together');
  await post(1, 'two #Together');
  await post(2, 'three #together');
  later(31_000);
  const found = await trends();
  assert.deepEqual(
    found.map((tag) => tag.name),
    ['together'],
  );
  assert.equal(found[0]!.why.accounts, 3);
  assert.deepEqual(found[0]!.history[0], { ...found[0]!.history[0], uses: '3', accounts: '3' });
  assert.equal(found[0]!.history.length, 7);
});

test('posts that are not public do not count', async () => {
  await post(0, 'quiet #whisper', 'unlisted');
  await post(1, 'quiet #whisper', 'private');
  await post(2, 'quiet #whisper', 'direct');
  later(31_000);
  assert.ok(!(await trends()).some((tag) => tag.name === 'whisper'));
});

test('what is deleted or edited away is taken back at once', async () => {
  const kept = await post(0, 'rumour #rumour');
  const gone = await post(1, 'rumour #rumour');
  later(31_000);
  assert.ok((await trends()).some((tag) => tag.name === 'rumour'));
  await server.json('DELETE', `/api/v1/statuses/${gone.id}`, { token: people[1]!.token });
  assert.ok(!(await trends()).some((tag) => tag.name === 'rumour'), 'one person is left');
  await post(2, 'rumour #rumour');
  later(31_000);
  assert.ok((await trends()).some((tag) => tag.name === 'rumour'));
  await server.json('PUT', `/api/v1/statuses/${kept.id}`, {
    token: people[0]!.token,
    json: { status: 'never mind' },
  });
  assert.ok(!(await trends()).some((tag) => tag.name === 'rumour'));
});

test('what few say now comes before what more said yesterday', async () => {
  for (const who of [0, 1, 2, 3]) await post(who, 'old #yesterday');
  later(24 * HOUR_MS);
  for (const who of [0, 1]) await post(who, 'new #today');
  const names = (await trends()).map((tag) => tag.name);
  assert.ok(names.indexOf('today') < names.indexOf('yesterday'));
  later(73 * HOUR_MS);
  assert.deepEqual(await trends(), []);
});

test('uses older than eight days are forgotten', async () => {
  later(9 * 24 * HOUR_MS);
  await forgetUses(server.house);
  const left = server.view.db.prepare<{ n: number }>('SELECT count(*) AS n FROM tag_use').get()!;
  assert.equal(left.n, 0);
});

test('posts trend by their marks, fading with age', async () => {
  const old = timedIdAt(now - 12 * HOUR_MS);
  const fresh = timedIdAt(now);
  assert.deepEqual(
    rankMarked(
      [
        { id: old, marks: 7 },
        { id: fresh, marks: 2 },
      ],
      now,
    ),
    [fresh, old],
  );
  assert.deepEqual(
    rankMarked(
      [
        { id: old, marks: 9 },
        { id: fresh, marks: 2 },
      ],
      now,
    ),
    [old, fresh],
  );
  const { id } = await post(0, 'well said');
  await server.json('POST', `/api/v1/statuses/${id}/favourite`, { token: people[1]!.token });
  later(31_000);
  const found = await server.json<{ id: string }[]>('GET', '/api/v1/trends/statuses');
  assert.deepEqual(
    found.map((status) => status.id),
    [id],
  );
});
