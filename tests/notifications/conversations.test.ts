import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

type Conversation = {
  readonly id: string;
  readonly unread: boolean;
  readonly accounts: readonly { readonly id: string }[];
  readonly last_status: { readonly id: string };
};

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const list = (who: Person, query = '') => blog.get<Conversation[]>(who, `/api/v1/conversations${query}`);
const say = (who: Person, to: readonly Person[], text: string, answer?: string) =>
  blog.post(who, `${to.map((person) => `@${person.username}`).join(' ')} ${text}`, {
    visibility: 'direct',
    in_reply_to_id: answer,
  });
const seen = (found: readonly Conversation[]) =>
  found.map((one) => [one.last_status.id, one.unread, one.accounts.map((account) => Number(account.id))]);

test('a direct message seats everybody it reaches, unread for all but its author', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const one = await say(ann, [bob, cleo], 'hello');
  const [mine] = await list(ann);
  assert.deepEqual([mine!.last_status.id, mine!.unread, mine!.accounts.length], [one.id, false, 2]);
  assert.equal((await list(bob))[0]!.unread, true);
  const two = await say(bob, [ann], 'only you', one.id);
  assert.deepEqual(seen(await list(ann)), [[two.id, true, [bob.id]]]);
  assert.deepEqual(seen(await list(bob)), [[two.id, false, [ann.id]]]);
  assert.equal((await list(cleo))[0]!.last_status.id, one.id);
  assert.equal((await list(ann))[0]!.id, (await list(cleo))[0]!.id);
  assert.deepEqual(await list(await blog.person()), []);
});

test('a note to oneself is a conversation with oneself', async () => {
  const ann = await blog.person();
  const one = await say(ann, [], 'remember');
  assert.deepEqual(seen(await list(ann)), [[one.id, false, [ann.id]]]);
});

test('conversations are read, unread and left, by those in them', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const one = await say(ann, [bob], 'hello');
  const { id } = (await list(bob))[0]!;
  const mark = (who: Person, what: string, status = 200) =>
    server.json<Conversation>('POST', `/api/v1/conversations/${id}/${what}`, { token: who.token }, status);
  for (let i = 0; i < 2; i++) assert.equal((await mark(bob, 'read')).unread, false);
  assert.equal((await mark(bob, 'unread')).unread, true);
  await mark(cleo, 'read', 404);
  for (let i = 0; i < 2; i++)
    await server.json('DELETE', `/api/v1/conversations/${id}`, { token: bob.token });
  assert.deepEqual(await list(bob), []);
  assert.equal((await list(ann)).length, 1);
  await blog.get(bob, `/api/v1/statuses/${one.id}`);
  const two = await say(ann, [bob], 'again', one.id);
  assert.deepEqual(seen(await list(bob)), [[two.id, true, [ann.id]]]);
});

test('a deleted message makes way for the one before it, and for nothing', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const one = await say(ann, [bob], 'one');
  const two = await say(bob, [ann], 'two', one.id);
  await blog.remove(bob, two.id);
  assert.deepEqual(seen(await list(ann)), [[one.id, true, [bob.id]]]);
  await blog.remove(ann, one.id);
  assert.deepEqual(await list(ann), []);
  assert.deepEqual(await list(bob), []);
});

test('who is no longer mentioned leaves the conversation, the newly mentioned come in', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  const one = await say(ann, [bob], 'one');
  await server.json('PUT', `/api/v1/statuses/${one.id}`, {
    token: ann.token,
    json: { status: `@${cleo.username} one` },
  });
  assert.deepEqual(await list(bob), []);
  assert.deepEqual(seen(await list(cleo)), [[one.id, true, [ann.id]]]);
  assert.deepEqual(blog.rows('SELECT 1 FROM conversation_seat WHERE account_id = ?', bob.id), []);
});

test('messages of the blocked do not show, those of the muted come in read', async () => {
  const [ann, bob, cleo] = [await blog.person(), await blog.person(), await blog.person()];
  await say(bob, [ann], 'hello');
  await blog.act(ann, 'mute', cleo);
  await say(cleo, [ann], 'hello');
  assert.deepEqual(
    (await list(ann)).map((one) => one.unread),
    [false, true],
  );
  await blog.act(ann, 'block', bob);
  assert.deepEqual(
    (await list(ann)).map((one) => one.accounts.map((a) => Number(a.id))),
    [[cleo.id]],
  );
});

test('conversations are paged by their last messages', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) ids.push((await say(bob, [ann], `${i}`)).id);
  const found: string[] = [];
  let next: string | undefined = '/api/v1/conversations?limit=2';
  while (next) {
    const response: Response = await server.request('GET', next, { token: ann.token });
    found.push(...((await response.json()) as Conversation[]).map((one) => one.last_status.id));
    next = /<http:\/\/rooftop.test([^>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1];
  }
  assert.deepEqual(found, ids.toReversed());
});
