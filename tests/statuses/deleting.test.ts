import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

const POINTERS = [
  'SELECT id FROM status WHERE id = ?1 OR boost_of_id = ?1 OR reply_to_id = ?1',
  'SELECT status_id FROM favourite WHERE status_id = ?1',
  'SELECT status_id FROM bookmark WHERE status_id = ?1',
  'SELECT status_id FROM pin WHERE status_id = ?1',
  'SELECT status_id FROM status_stat WHERE status_id = ?1',
  'SELECT status_id FROM status_edit WHERE status_id = ?1',
  'SELECT status_id FROM status_tag WHERE status_id = ?1',
  'SELECT status_id FROM mention WHERE status_id = ?1',
  'SELECT status_id FROM notification WHERE status_id = ?1',
  'SELECT conversation_id FROM conversation_mute WHERE conversation_id = ?1',
  'SELECT last_status_id FROM conversation_seat WHERE last_status_id = ?1',
  'SELECT last_status_id FROM account_stat WHERE last_status_id = ?1',
];
const pointersTo = (id: string) => POINTERS.flatMap((sql) => blog.rows(sql, Number(id)));

test('deleting answers with the text to be written anew, and leaves nothing that points at the status', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, `@${bob.username} #gone`);
  await blog.mark(ann, 'pin', id);
  await blog.mark(ann, 'mute', id);
  for (const deed of ['favourite', 'bookmark', 'reblog', 'mute']) await blog.mark(bob, deed, id);
  await server.json('PUT', `/api/v1/statuses/${id}`, { token: ann.token, json: { status: '#gone later' } });
  const answer = await blog.remove(ann, id);
  assert.equal(answer.text, '#gone later');
  await blog.get(ann, `/api/v1/statuses/${id}`, 404);
  assert.deepEqual(pointersTo(id), []);
  const stat = (who: Person) =>
    blog.rows('SELECT statuses FROM account_stat WHERE account_id = ?', who.id)[0]!['statuses'];
  assert.deepEqual([stat(ann), stat(bob)], [0, 0]);
});

test('answers to a deleted status stay, and still say whom they answered', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const top = await blog.post(ann, 'top');
  const answer = await blog.post(bob, 'answer', { in_reply_to_id: top.id });
  await blog.get(bob, `/api/v1/statuses/${answer.id}`);
  await blog.remove(ann, top.id);
  const left = await blog.get(bob, `/api/v1/statuses/${answer.id}`);
  assert.deepEqual([left.in_reply_to_id, left.in_reply_to_account_id], [null, String(ann.id)]);
});

test('one deletes one’s own alone', async () => {
  const [ann, bob] = [await blog.person(), await blog.person()];
  const { id } = await blog.post(ann, 'mine');
  await server.json('DELETE', `/api/v1/statuses/${id}`, { token: bob.token }, 404);
  await blog.remove(ann, id);
  await server.json('DELETE', `/api/v1/statuses/${id}`, { token: ann.token }, 404);
});

test('what many point at goes at once for readers and bit by bit for the view, under 500 rows each time', async () => {
  const ann = await blog.person();
  const fans = await Promise.all(Array.from({ length: 130 }, () => blog.person()));
  const { id } = await blog.post(ann, 'famous');
  for (const fan of fans)
    await Promise.all([
      blog.mark(fan, 'favourite', id),
      blog.mark(fan, 'bookmark', id),
      blog.mark(fan, 'reblog', id),
      blog.post(fan, 'yes', { in_reply_to_id: id }),
    ]);
  await blog.remove(ann, id);
  await blog.get(fans[0]!, `/api/v1/statuses/${id}`, 404);
  assert.ok(pointersTo(id).length > 0);
  const boosts = () => blog.rows('SELECT id FROM status WHERE boost_of_id = ?', Number(id));
  const [left] = boosts();
  await blog.get(fans[0]!, `/api/v1/statuses/${left!['id']}`, 404);
  await blog.settle();
  assert.deepEqual(pointersTo(id), []);
  await blog.settle();
  const wrong = blog.rows(
    `SELECT account_id FROM account_stat WHERE statuses <>
     (SELECT count(*) FROM status s WHERE s.account_id = account_stat.account_id)`,
  );
  assert.deepEqual(wrong, []);
});
