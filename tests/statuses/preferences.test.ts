import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';

let server: TestHouse;
let blog: ReturnType<typeof microblog>;
before(async () => {
  server = await openTestHouse();
  blog = microblog(server);
});
after(() => server.close());

test('what is left out is as the author likes it', async () => {
  const ann = await blog.person();
  const plain = await blog.post(ann, 'plain');
  assert.deepEqual([plain.visibility, plain.sensitive, plain.language], ['public', false, null]);
  await server.json('PATCH', '/api/v1/accounts/update_credentials', {
    token: ann.token,
    json: { source: { privacy: 'private', sensitive: true, language: 'fa' } },
  });
  const liked = await blog.post(ann, 'as I like it');
  assert.deepEqual([liked.visibility, liked.sensitive, liked.language], ['private', true, 'fa']);
  const chosen = await blog.post(ann, 'chosen', { visibility: 'public', sensitive: 'false', language: 'en' });
  assert.deepEqual([chosen.visibility, chosen.sensitive, chosen.language], ['public', false, 'en']);
});
