import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, test } from 'node:test';
import { feedIndex } from '#rooms/search/feed-index.ts';
import { indexWriter } from '#rooms/search/open-index.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

let server: TestHouse;
let sara: Person;
let omid: Person;
let other: Person;

before(async () => {
  server = await openTestHouse();
  sara = await server.person('sara', { displayName: 'سارا کریمی' });
  omid = await server.person('omid');
  other = await server.person('other');
});
after(() => server.close());

type Found = { accounts: { acct: string }[]; statuses: { id: string }[]; hashtags: { name: string }[] };

function follow() {
  while (feedIndex(server.view, server.view.keep(indexWriter)));
}

async function post(who: Person, status: string, more: Record<string, unknown> = {}): Promise<string> {
  const json = { status, ...more };
  return (await server.json<{ id: string }>('POST', '/api/v1/statuses', { token: who.token, json })).id;
}

async function find(q: string, who?: Person, more = ''): Promise<string[]> {
  follow();
  const path = `/api/v2/search?type=statuses&q=${encodeURIComponent(q)}${more}`;
  return (await server.json<Found>('GET', path, { token: who?.token })).statuses.map((status) => status.id);
}

test('words are found in any of their spellings', async () => {
  const id = await post(sara, 'نتیجهٔ انتخابات كي اعلام مي‌شود؟ ۱۲۳');
  assert.deepEqual(await find('کی می‌شود'), [id]);
  assert.deepEqual(await find('ميشود 123'), [id]);
  assert.deepEqual(await find('"اعلام میشود"'), [id]);
  assert.deepEqual(await find('"میشود اعلام"'), []);
});

test('private posts are found by those they are for alone', async () => {
  const own = await post(sara, 'quietword for followers', { visibility: 'private' });
  const direct = await post(sara, 'quietword @omid', { visibility: 'direct' });
  const unlisted = await post(sara, 'quietword unlisted', { visibility: 'unlisted' });
  assert.deepEqual(await find('quietword'), []);
  assert.deepEqual(await find('quietword', other), []);
  assert.deepEqual(await find('quietword', omid), [direct]);
  assert.deepEqual(await find('quietword', sara), [unlisted, direct, own]);
});

test('operators narrow the search', async () => {
  const plain = await post(sara, 'opera tonight', { language: 'en' });
  const link = await post(omid, 'opera https://example.org/x', { language: 'de' });
  const answer = await post(omid, 'opera indeed', { in_reply_to_id: plain, spoiler_text: 'music' });
  assert.deepEqual(await find('opera'), [answer, link, plain]);
  assert.deepEqual(await find('opera from:sara'), [plain]);
  assert.deepEqual(await find('opera from:me', omid), [answer, link]);
  assert.deepEqual(await find('opera has:link'), [link]);
  assert.deepEqual(await find('opera is:reply'), [answer]);
  assert.deepEqual(await find('opera -is:reply -has:link'), [plain]);
  assert.deepEqual(await find('opera language:de'), [link]);
  assert.deepEqual(await find('opera -tonight'), [answer, link]);
  assert.deepEqual(await find('opera before:2020-01-01'), []);
  assert.deepEqual(await find('opera after:2020-01-01'), [answer, link, plain]);
  assert.deepEqual(await find('music'), [answer]);
  assert.deepEqual(await find('opera in:library', sara), [plain]);
  assert.deepEqual(await find('from:nobody opera'), []);
});

test('nonsense finds nothing and breaks nothing', async () => {
  for (const q of [
    '"',
    '-',
    '(',
    'NEAR(',
    'a AND',
    'text:x',
    'marks:pub',
    '*',
    '\u202e',
    'from:',
    '""" OR "',
  ])
    assert.ok(Array.isArray(await find(q)), q);
});

test('what is edited or deleted leaves the index and its file', async () => {
  const id = await post(sara, 'the xyzzyfirst word');
  assert.deepEqual(await find('xyzzyfirst'), [id]);
  await server.json('PUT', `/api/v1/statuses/${id}`, {
    token: sara.token,
    json: { status: 'the xyzzysecond word' },
  });
  assert.deepEqual(await find('xyzzyfirst'), []);
  assert.deepEqual(await find('xyzzysecond'), [id]);
  await server.json('DELETE', `/api/v1/statuses/${id}`, { token: sara.token });
  assert.deepEqual(await find('xyzzysecond'), []);
  const index = server.view.keep(indexWriter);
  index.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  const grep = () =>
    execFileSync('grep', ['-c', '-a', '-e', 'xyzzy', `${server.folder}/search.db`]).toString();
  assert.throws(grep, 'grep finds nothing and says so by its exit code');
});

test('an index that was lost is made again, newest first', async () => {
  const ids = [];
  for (let i = 0; i < 30; i++) ids.unshift(await post(sara, `rebuilt number ${i}`));
  const before = await find('rebuilt', undefined, '&limit=40');
  server.view.keep(indexWriter).exec('DELETE FROM progress; DELETE FROM post');
  assert.deepEqual(await find('rebuilt', undefined, '&limit=40'), before);
  assert.deepEqual(before, ids);
});

test('people and hashtags are found beside posts', async () => {
  await post(sara, 'hello #Rooftop_Test #انتخابات۸۸');
  follow();
  const found = await server.json<Found>('GET', `/api/v2/search?q=${encodeURIComponent('سارا')}`);
  assert.deepEqual(
    found.accounts.map((account) => account.acct),
    ['sara'],
  );
  const tags = await server.json<Found>('GET', '/api/v2/search?type=hashtags&q=%23rooftop');
  assert.deepEqual(
    tags.hashtags.map((tag) => tag.name),
    ['Rooftop_Test'],
  );
  const folded = await server.json<Found>(
    'GET',
    `/api/v2/search?type=hashtags&q=${encodeURIComponent('انتخابات88')}`,
  );
  assert.equal(folded.hashtags.length, 1);
});
