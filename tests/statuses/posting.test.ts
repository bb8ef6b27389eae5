import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type Answer, microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

test('a post shows its mentions, hashtags and language, and counts for its author', async () => {
  const [ann, bob] = [await blog.person('ann'), await blog.person('bob')];
  const status = await blog.post(ann, 'سلام @Bob #IranElection', { language: 'fa', visibility: 'unlisted' });
  assert.equal(status.visibility, 'unlisted');
  assert.equal(status.language, 'fa');
  assert.deepEqual(
    status.mentions.map((mention) => mention.id),
    [String(bob.id)],
  );
  assert.deepEqual(
    status.tags.map((tag) => tag.name),
    ['IranElection'],
  );
  assert.match(status.content, /href="http:\/\/rooftop\.test\/@bob"/);
  assert.equal((await blog.get(undefined, `/api/v1/statuses/${status.id}`)).account.statuses_count, 1);
});

test('a warning makes a post sensitive; a warning alone becomes the text', async () => {
  const ann = await blog.person();
  const warned = await blog.post(ann, 'body', { spoiler_text: 'careful' });
  assert.deepEqual([warned.sensitive, warned.spoiler_text], [true, 'careful']);
  const alone = await blog.post(ann, '', { spoiler_text: 'only this' });
  assert.deepEqual([alone.spoiler_text, alone.content], ['', '<p>only this</p>']);
});

test('what this server cannot do yet is refused by name, not ignored', async () => {
  const ann = await blog.person();
  for (const [field, value] of Object.entries({
    poll: { options: ['a', 'b'] },
    scheduled_at: '2030-01-01T00:00:00Z',
    quoted_status_id: '1',
  })) {
    const response = await server.request('POST', '/api/v1/statuses', {
      token: ann.token,
      json: { status: 'x', [field]: value },
    });
    assert.equal(response.status, 422);
    assert.deepEqual(Object.keys(((await response.json()) as { details: object }).details), [field]);
  }
  await blog.post(ann, 'x', { poll: null, scheduled_at: '', quoted_status_id: null });
});

test('the same key posts once for its author, and is nobody else’s', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const post = (token: string, status: string) =>
    server.json<Answer>('POST', '/api/v1/statuses', {
      token,
      json: { status },
      headers: { 'idempotency-key': 'key' },
    });
  const first = await post(ann.token, 'one');
  assert.equal((await post(ann.token, 'one')).id, first.id);
  assert.equal((await post(ann.token, 'two')).id, first.id);
  assert.notEqual((await post(bob.token, 'one')).id, first.id);
});

test('a key whose first try was refused is good again once the draft is mended, and then posts once', async () => {
  const ann = await blog.person();
  const post = (in_reply_to_id?: string) =>
    server.request('POST', '/api/v1/statuses', {
      token: ann.token,
      json: { status: 'answer', in_reply_to_id },
      headers: { 'idempotency-key': 'mended' },
    });
  assert.equal((await post('12345')).status, 404);
  assert.equal((await post('12345')).status, 404);
  const ids = [];
  for (let i = 0; i < 3; i++) ids.push(((await (await post()).json()) as Answer).id);
  assert.equal(new Set(ids).size, 1);
});

test('an answer belongs to the conversation, also when it was meant for a boost', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const top = await blog.post(ann, 'top');
  const boost = await blog.mark(bob, 'reblog', top.id);
  const answer = await blog.post(bob, 'answer', { in_reply_to_id: boost.id });
  assert.equal(answer.in_reply_to_id, top.id);
  assert.equal(answer.in_reply_to_account_id, String(ann.id));
  assert.equal((await blog.get(ann, `/api/v1/statuses/${top.id}`)).replies_count, 1);
});

test('several statuses are read at once, in the order asked, without those the gate keeps back', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const one = await blog.post(ann, 'one');
  const hidden = await blog.post(ann, 'hidden', { visibility: 'private' });
  const two = await blog.post(ann, 'two');
  const ids = [two.id, hidden.id, '17', one.id, two.id].map((id) => `id[]=${id}`).join('&');
  const seen = await blog.get<Answer[]>(bob, `/api/v1/statuses?${ids}`);
  assert.deepEqual(
    seen.map((status) => status.id),
    [two.id, one.id],
  );
});

test('a followers-only post is for followers and the mentioned, a direct one for the mentioned', async () => {
  const [ann, fan, bob, stranger] = await Promise.all([1, 2, 3, 4].map(() => blog.person()));
  await blog.act(fan!, 'follow', ann!);
  const status = async (visibility: string) =>
    (await blog.post(ann!, `@${bob!.username} hello`, { visibility })).id;
  const seenBy = async (id: string) => {
    const codes = [];
    for (const who of [fan!, bob!, stranger!, undefined])
      codes.push((await server.request('GET', `/api/v1/statuses/${id}`, { token: who?.token })).status);
    return codes;
  };
  assert.deepEqual(await seenBy(await status('private')), [200, 200, 404, 404]);
  assert.deepEqual(await seenBy(await status('direct')), [404, 200, 404, 404]);
});
