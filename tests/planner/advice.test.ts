import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { submit } from '#machinery/house.ts';
import { updateProfile } from '#rooms/accounts/index.ts';
import { closeBucketCommand, protectGroup } from '#rooms/activity/index.ts';
import { entriesAbout } from '#rooms/ledger/index.ts';
import { keepAdvice, seeAdvice } from '#rooms/planner/index.ts';
import { receiveRequest } from '#rooms/requests/index.ts';
import { DRAFT } from '../requests/draft.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

const QUARTER_MS = 900_000;
const WEEKS_2 = 1_344;
const PEOPLE = 30;
const clock = Date.UTC(2026, 5, 16, 12, 1);
let server: TestHouse;
let admin: Person;
const people: Person[] = [];

before(async () => {
  server = await openTestHouse({ now: () => clock });
  admin = await server.person('root', { role: 'admin' });
  for (let i = 0; i < PEOPLE; i++) people.push(await server.person(`p${i}`));
  await protectGroup(server.house, '#iranelection', 3, 'Asia/Tehran');
  const now = Math.floor(clock / QUARTER_MS);
  for (let bucket = now - WEEKS_2; bucket < now; bucket++) {
    const tehran = ((bucket % 96) / 4 + 3.5) % 24;
    const counts = [['server', 1_000] as const, ['hashtag:iranelection', tehran > 7 ? 300 : 20] as const];
    await submit(server.house, closeBucketCommand, { bucket, counts });
  }
});
after(() => server.close());

const wish = { length: '90m', earliest: '2026-06-18T00:00Z', latest: '2026-06-20T00:00Z', notice: '1h' };
const advice = () => JSON.stringify(seeAdvice(server.house, wish).json);

test('the night of those who are protected comes first', () => {
  const { candidates } = seeAdvice(server.house, wish).json;
  const hour = Number(candidates[0]!.starts_at.slice(11, 13));
  assert.ok(hour >= 20 || hour < 3, candidates[0]!.starts_at);
});

test('hard case 19: everybody moves to Tehran, and the advice stays the same, byte for byte; so it does with requests', async () => {
  const was = advice();
  for (const { id } of people)
    await updateProfile(server.house, id, {
      location: 'Tehran',
      fields: [{ name: 'Time zone', value: 'GMT+3:30' }],
    });
  assert.equal(advice(), was);
  await receiveRequest(server.house, { ...DRAFT, asker: 'government', text: 'Not now' }, { way: 'form' });
  assert.equal(advice(), was);
});

test('hard case 20: shares and ranks are told, how many there are is not', () => {
  assert.doesNotMatch(advice(), /\b(1000|300)\b|accounts/);
});

test('staff alone may ask; the advice can be put on the ledger and shown to have been this one', async () => {
  const query = new URLSearchParams(wish).toString();
  assert.equal((await server.request('GET', `/api/rooftop/v1/maintenance/advice?${query}`)).status, 401);
  assert.equal(
    (await server.request('GET', `/api/rooftop/v1/maintenance/advice?${query}`, { token: people[0]!.token }))
      .status,
    403,
  );
  const found = await server.json('GET', `/api/rooftop/v1/maintenance/advice?${query}`, {
    token: admin.token,
  });
  assert.deepEqual(found, JSON.parse(advice()));
  const index = await keepAdvice(server.house, seeAdvice(server.house, wish).json);
  const entry = entriesAbout(server.view, 'planner').at(-1)!;
  assert.deepEqual(
    [entry.index, entry.kind, entry.facts['first']],
    [index, 'advice-given', seeAdvice(server.house, wish).json.candidates[0]!.starts_at],
  );
});

test('what cannot be meant is refused with its field', async () => {
  for (const [field, value] of Object.entries({
    length: 'long',
    earliest: 'tomorrow',
    staff: '9-5',
    risk: '7',
    latest: '2020-01-01T00:00Z',
  })) {
    const response = await server.request(
      'GET',
      `/api/rooftop/v1/maintenance/advice?${new URLSearchParams({ ...wish, [field]: value })}`,
      { token: admin.token },
    );
    assert.equal(response.status, 422, field);
    assert.ok(Object.keys(((await response.json()) as { details: object }).details).includes(field), field);
  }
});
