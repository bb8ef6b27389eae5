import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRestAPIClient, createStreamingAPIClient } from 'masto';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

let server: TestHouse;
let served: ServedHouse;
let ann: Person;
let bob: Person;
before(async () => {
  server = await openTestHouse();
  served = await serveTestHouse(server);
  const blog = microblog(server);
  [ann, bob] = [await blog.person('ann'), await blog.person('bob')];
  await blog.act(ann, 'follow', bob);
});
after(async () => {
  await served.close();
  await server.close();
});

test('masto.js follows a hashtag, home and a notification on one socket while it posts', async () => {
  const streaming = createStreamingAPIClient({
    streamingApiUrl: served.origin.replace('http', 'ws'),
    accessToken: ann.token,
    implementation: WebSocket,
  });
  const rest = createRestAPIClient({ url: served.origin, accessToken: bob.token });
  const first = async <T extends { event: string }>(stream: AsyncIterable<T>) => {
    for await (const message of stream) return message;
    throw new Error('the stream ended');
  };
  await streaming.prepare();
  const hashtag = first(streaming.hashtag.subscribe({ tag: 'Stone' }));
  const local = first(streaming.public.local.subscribe());
  const user = first(streaming.user.subscribe());
  const notification = first(streaming.user.notification.subscribe());
  const status = await rest.v1.statuses.create({ status: '@ann look, a #stone' });
  for (const heard of [await hashtag, await local, await user])
    assert.deepEqual([heard.event, (heard.payload as { id: string }).id], ['update', status.id]);
  const told = await notification;
  assert.equal(told.event, 'notification');
  assert.equal((told.payload as { status: { id: string } }).status.id, status.id);
  streaming.close();
});
