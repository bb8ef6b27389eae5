import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type Relationship = Record<string, unknown> & { readonly id: string };

let server: TestHouse;
let names = 0;
before(async () => {
  server = await openTestHouse();
});
after(() => server.close());

const person = () => server.person(`person${++names}`);
const act = (who: Person, deed: string, whom: Person, json: object = {}, status = 200) =>
  server.json<Relationship>(
    'POST',
    `/api/v1/accounts/${whom.id}/${deed}`,
    { token: who.token, json },
    status,
  );
const relation = async (who: Person, whom: Person) =>
  (
    await server.json<Relationship[]>('GET', `/api/v1/accounts/relationships?id[]=${whom.id}`, {
      token: who.token,
    })
  )[0]!;
const counts = (who: Person) => {
  const row = server.view.db
    .prepare<{ followers: number; following: number }>(
      'SELECT followers, following FROM account_stat WHERE account_id = ?',
    )
    .get(who.id);
  return row ? { ...row } : { followers: 0, following: 0 };
};
test('following and unfollowing changes the relationship and both counts, and repeats change nothing', async () => {
  const [ann, bob] = [await person(), await person()];
  for (let i = 0; i < 2; i++) {
    const answer = await act(ann, 'follow', bob);
    assert.equal(answer['following'], true);
    assert.equal(answer['showing_reblogs'], true);
    assert.equal(answer['notifying'], false);
  }
  assert.equal((await relation(bob, ann))['followed_by'], true);
  assert.deepEqual(
    [counts(ann), counts(bob)],
    [
      { followers: 0, following: 1 },
      { followers: 1, following: 0 },
    ],
  );
  for (let i = 0; i < 2; i++) assert.equal((await act(ann, 'unfollow', bob))['following'], false);
  assert.deepEqual(
    [counts(ann), counts(bob)],
    [
      { followers: 0, following: 0 },
      { followers: 0, following: 0 },
    ],
  );
});

test('following again changes only the options that are sent', async () => {
  const [ann, bob] = [await person(), await person()];
  await act(ann, 'follow', bob, { reblogs: false, notify: true, languages: ['fa', 'en'] });
  const later = await act(ann, 'follow', bob, { notify: 'false' });
  assert.equal(later['showing_reblogs'], false);
  assert.equal(later['notifying'], false);
  assert.deepEqual(later['languages'], ['fa', 'en']);
  assert.equal(counts(bob).followers, 1);
});

test('nobody follows themselves, somebody who is not there, or across a block', async () => {
  const [ann, bob] = [await person(), await person()];
  await act(ann, 'follow', ann, {}, 403);
  await act(ann, 'follow', { ...bob, id: 1 }, {}, 404);
  await act(bob, 'block', ann);
  await act(ann, 'follow', bob, {}, 403);
  await act(bob, 'follow', ann, {}, 403);
});

test('an unknown language is refused by name', async () => {
  const [ann, bob] = [await person(), await person()];
  const answer = await server.json<{ details: object }>(
    'POST',
    `/api/v1/accounts/${bob.id}/follow`,
    { token: ann.token, json: { languages: ['not a language'] } },
    422,
  );
  assert.deepEqual(Object.keys(answer.details), ['languages.0']);
});

test('a follower can be removed', async () => {
  const [ann, bob] = [await person(), await person()];
  await act(ann, 'follow', bob);
  const answer = await act(bob, 'remove_from_followers', ann);
  assert.equal(answer['followed_by'], false);
  assert.deepEqual(counts(bob), { followers: 0, following: 0 });
});

test('a locked account is asked first, and accepts or rejects', async () => {
  const [ann, bob, cleo] = [await person(), await person(), await person()];
  await server.json('PATCH', '/api/v1/accounts/update_credentials', {
    token: cleo.token,
    json: { locked: true },
  });
  for (const who of [ann, bob]) {
    const answer = await act(who, 'follow', cleo, { notify: true });
    assert.equal(answer['following'], false);
    assert.equal(answer['requested'], true);
  }
  assert.equal((await relation(cleo, ann))['requested_by'], true);
  const waiting = await server.json<{ id: string }[]>('GET', '/api/v1/follow_requests', {
    token: cleo.token,
  });
  assert.deepEqual(
    waiting.map((account) => account.id),
    [String(bob.id), String(ann.id)],
  );
  const answer = (who: Person, what: string, status = 200) =>
    server.json<Relationship>(
      'POST',
      `/api/v1/follow_requests/${who.id}/${what}`,
      { token: cleo.token },
      status,
    );
  for (let i = 0; i < 2; i++) assert.equal((await answer(ann, 'authorize'))['followed_by'], true);
  for (let i = 0; i < 2; i++) assert.equal((await answer(bob, 'reject'))['requested_by'], false);
  assert.equal((await relation(ann, cleo))['notifying'], true);
  assert.equal((await relation(bob, cleo))['requested'], false);
  assert.deepEqual(counts(cleo), { followers: 1, following: 0 });
  await answer(await person(), 'authorize', 404);
});

test('an account that opens lets in those who waited', async () => {
  const [ann, bob] = [await person(), await person()];
  const locked = (value: boolean) =>
    server.json('PATCH', '/api/v1/accounts/update_credentials', {
      token: bob.token,
      json: { locked: value },
    });
  await locked(true);
  await act(ann, 'follow', bob);
  await locked(false);
  const answer = await relation(ann, bob);
  assert.equal(answer['following'], true);
  assert.equal(answer['requested'], false);
  assert.deepEqual(counts(bob), { followers: 1, following: 0 });
});

test('an account that opens lets a crowd in by turns, each turn under 500 rows', async () => {
  const blog = microblog(server);
  const [bob, crowd] = [await person(), await Promise.all(Array.from({ length: 45 }, person))];
  const locked = (value: boolean) =>
    server.json('PATCH', '/api/v1/accounts/update_credentials', {
      token: bob.token,
      json: { locked: value },
    });
  await locked(true);
  await Promise.all(crowd.map((who) => act(who, 'follow', bob)));
  const written = () => server.writerDb.prepare<{ n: number }>('SELECT total_changes() AS n').get()!.n;
  const before = written();
  await locked(false);
  assert.ok(written() - before <= 500, `${written() - before} rows`);
  const first = counts(bob).followers;
  assert.ok(first > 0 && first < 45, `${first} were let in at once`);
  await blog.settle();
  assert.equal(counts(bob).followers, 45);
});

test('relationships come in the order asked, without accounts that are not there', async () => {
  const [ann, bob, cleo] = [await person(), await person(), await person()];
  const found = await server.json<Relationship[]>(
    'GET',
    `/api/v1/accounts/relationships?id[]=${cleo.id}&id[]=1&id[]=${bob.id}`,
    { token: ann.token },
  );
  assert.deepEqual(
    found.map((row) => row.id),
    [String(cleo.id), String(bob.id)],
  );
  const single = await server.json<Relationship[]>('GET', `/api/v1/accounts/relationships?id=${bob.id}`, {
    token: ann.token,
  });
  assert.deepEqual(Object.keys(single[0]!).sort(), [
    'blocked_by',
    'blocking',
    'domain_blocking',
    'endorsed',
    'followed_by',
    'following',
    'id',
    'languages',
    'muting',
    'muting_expires_at',
    'muting_notifications',
    'note',
    'notifying',
    'requested',
    'requested_by',
    'showing_reblogs',
  ]);
});
