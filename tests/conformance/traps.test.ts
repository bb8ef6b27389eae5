import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import WebSocket from 'ws';
import { routes } from '#app/routes.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

/** What real clients do that the documentation does not say; each was found by reading them. */

let server: TestHouse;
let served: ServedHouse;
let ada: Person;
let bob: Person;

before(async () => {
  server = await openTestHouse();
  served = await serveTestHouse(server);
  ada = await server.person('ada');
  bob = await server.person('bob');
});
after(async () => {
  await served.close();
  await server.close();
});

const as = (person: Person) => ({ token: person.token });
const post = (json: object) => server.json<{ id: string }>('POST', '/api/v1/statuses', { ...as(ada), json });

test('1: every operation documented with PATCH takes PUT as well', async () => {
  for (const [method, path, json] of [
    ['PUT', '/api/v1/profile', { display_name: 'Ada' }],
    ['PUT', '/api/v1/accounts/update_credentials', { display_name: 'Ada' }],
    ['PUT', '/api/v2/notifications/policy', {}],
  ] as const)
    await server.json(method, path, { ...as(ada), json });
  const { paths } = await server.json<{ paths: Record<string, object> }>('GET', '/api/openapi.json');
  const patched = routes.filter((route) => route.method === 'PATCH').map((route) => route.path);
  assert.ok(patched.length > 0 && Object.keys(paths).length > 100);
  for (const path of patched) {
    const response = await server.request('PUT', path.replace(/:\w+/g, '1'), { ...as(ada), json: {} });
    const { error } = (await response.json()) as { error?: string };
    assert.ok(response.status !== 405 && !error?.includes('method'), path);
  }
});

test('2: no answer is 204 or empty, and errors are JSON', async () => {
  const { id } = await post({ status: 'soon gone' });
  for (const [method, path] of [
    ['POST', `/api/v1/accounts/${bob.id}/block`],
    ['POST', `/api/v1/accounts/${bob.id}/unblock`],
    ['POST', '/api/v1/notifications/clear'],
    ['DELETE', `/api/v1/statuses/${id}`],
    ['DELETE', '/api/v1/domain_blocks?domain=example.org'],
    ['GET', '/api/v1/statuses/1'],
    ['GET', '/api/v1/nothing/here'],
  ] as const) {
    const response = await server.request(method, path, as(ada));
    assert.notEqual(response.status, 204, path);
    assert.match(response.headers.get('content-type') ?? '', /^application\/json/, path);
    const answer = (await response.json()) as { error?: string };
    if (response.status >= 400) assert.equal(typeof answer.error, 'string', path);
  }
});

test('3: DELETE takes a JSON body, and the same as query', async () => {
  await server.json('POST', `/api/v1/accounts/${bob.id}/follow`, as(ada));
  const list = await server.json<{ id: string }>('POST', '/api/v1/lists', {
    ...as(ada),
    json: { title: 'l' },
  });
  const members = `/api/v1/lists/${list.id}/accounts`;
  for (const remove of [
    () => server.json('DELETE', members, { ...as(ada), json: { account_ids: [String(bob.id)] } }),
    () => server.json('DELETE', `${members}?account_ids[]=${bob.id}`, as(ada)),
  ]) {
    await server.json('POST', members, { ...as(ada), json: { account_ids: [String(bob.id)] } });
    await remove();
    assert.deepEqual(await server.json('GET', members, as(ada)), []);
  }
});

test('4: bodies come as JSON, form and multipart, with Rails keys and booleans as text', async () => {
  const multipart = new FormData();
  multipart.set('status', 'in parts');
  multipart.set('sensitive', 'true');
  const bodies = [
    { json: { status: 'as JSON', sensitive: true } },
    { form: { status: 'as form', sensitive: '1' } },
    { form: multipart },
  ];
  for (const body of bodies) {
    const status = await server.json<{ sensitive: boolean }>('POST', '/api/v1/statuses', {
      ...as(ada),
      ...body,
    });
    assert.equal(status.sensitive, true);
  }
  const form = { 'fields_attributes[0][name]': 'Site', 'fields_attributes[0][value]': 'here' };
  const me = await server.json<{ fields: { name: string }[] }>(
    'PATCH',
    '/api/v1/accounts/update_credentials',
    {
      ...as(ada),
      form,
    },
  );
  assert.equal(me.fields[0]?.name, 'Site');
  const { id } = await post({ status: 'one of two' });
  const many = await server.json<unknown[]>('GET', `/api/v1/statuses?id[]=${id}&id[]=1`, as(ada));
  assert.equal(many.length, 1);
});

test('5: a WebSocket token comes as sub-protocol and is echoed; one socket listens to many streams', async () => {
  const socket = new WebSocket(`${served.origin.replace('http', 'ws')}/api/v1/streaming`, ada.token);
  const heard: { stream: string[]; event: string; payload: string; error?: string }[] = [];
  const until = async (wanted: (one: (typeof heard)[number]) => boolean) => {
    while (!heard.some(wanted)) await new Promise((resolve) => socket.once('message', resolve));
    return heard.find(wanted)!;
  };
  socket.on('message', (data: Buffer) => heard.push(JSON.parse(data.toString())));
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  assert.equal(socket.protocol, ada.token);
  socket.send(JSON.stringify({ type: 'subscribe', stream: 'hashtag', tag: 'traps' }));
  socket.send(JSON.stringify({ type: 'subscribe', stream: 'public' }));
  socket.send(JSON.stringify({ type: 'subscribe', stream: 'nonsense' }));
  assert.equal(typeof (await until((one) => one.error !== undefined)).error, 'string');
  const { id } = await post({ status: 'heard #Traps' });
  const tagged = await until((one) => one.stream?.[0] === 'hashtag');
  assert.deepEqual([tagged.stream, tagged.event], [['hashtag', 'traps'], 'update']);
  assert.equal((JSON.parse(tagged.payload) as { id: string }).id, id);
  await until((one) => one.stream?.[0] === 'public');
  await server.json('DELETE', `/api/v1/statuses/${id}`, as(ada));
  assert.equal((await until((one) => one.event === 'delete')).payload, id);
  assert.equal(socket.readyState, WebSocket.OPEN, 'the mistake did not close it');
  socket.terminate();
});

test('6: paging is by absolute Link addresses, which scripts elsewhere may read', async () => {
  for (let i = 0; i < 3; i++) await post({ status: `paged ${i} #linked` });
  const response = await server.request('GET', '/api/v1/timelines/tag/linked?limit=2', as(bob));
  const link = response.headers.get('link') ?? '';
  assert.match(
    link,
    /<http:\/\/rooftop\.test\/api\/v1\/timelines\/tag\/linked\?[^>]*max_id=\d+[^>]*>; rel="next"/,
  );
  assert.match(link, /min_id=\d+[^>]*>; rel="prev"/);
  assert.match(response.headers.get('access-control-expose-headers') ?? '', /Link/);
  const cors = await server.request('OPTIONS', '/api/v1/statuses');
  assert.equal(cors.headers.get('access-control-allow-origin'), '*');
});

test('7: ids sort by length, then as text, and are exact as numbers', async () => {
  const ids = [];
  for (let i = 0; i < 5; i++) ids.push((await post({ status: `id ${i}` })).id);
  for (const id of ids) {
    assert.match(id, /^\d{16}$/);
    assert.equal(String(Number(id)), id);
  }
  assert.deepEqual(ids.toSorted(), ids);
});

test('8: uploads named blob with a wrong type are known by their bytes, through v1 and v2, and have an address', async () => {
  const bytes = new Uint8Array(await imageWithSecrets('png'));
  for (const path of ['/api/v2/media', '/api/v1/media']) {
    const form = new FormData();
    form.set('file', new Blob([bytes], { type: 'application/octet-stream' }), 'blob');
    const media = await server.json<{ id: string; url: string; type: string }>('POST', path, {
      ...as(ada),
      form,
    });
    assert.equal(media.type, 'image');
    assert.equal(typeof media.url, 'string');
    const again = await server.json<{ url: string }>('GET', `/api/v1/media/${media.id}`, as(ada));
    assert.equal(again.url, media.url);
  }
});

test('9: accounts are featured under the old names too', async () => {
  await server.json('POST', `/api/v1/accounts/${bob.id}/follow`, as(ada));
  const on = await server.json<{ endorsed: boolean }>('POST', `/api/v1/accounts/${bob.id}/pin`, as(ada));
  assert.equal(on.endorsed, true);
  const off = await server.json<{ endorsed: boolean }>('POST', `/api/v1/accounts/${bob.id}/unpin`, as(ada));
  assert.equal(off.endorsed, false);
});

test('10: the idempotency key may be sent from elsewhere, and posts once', async () => {
  const cors = await server.request('OPTIONS', '/api/v1/statuses');
  assert.match(cors.headers.get('access-control-allow-headers') ?? '', /Idempotency-Key/i);
  const ask = { ...as(ada), json: { status: 'once' }, headers: { 'idempotency-key': 'k1' } };
  const [first, second] = await Promise.all([
    server.json<{ id: string }>('POST', '/api/v1/statuses', ask),
    server.json<{ id: string }>('POST', '/api/v1/statuses', ask),
  ]);
  assert.equal(first.id, second.id);
  const other = { ...ask, token: bob.token };
  assert.notEqual((await server.json<{ id: string }>('POST', '/api/v1/statuses', other)).id, first.id);
});

test("11: an app's whole test run is not limited", async () => {
  const answers = await Promise.all(
    Array.from({ length: 900 }, () => server.request('GET', '/api/v1/timelines/public', as(bob))),
  );
  assert.deepEqual([...new Set(answers.map((answer) => answer.status))], [200]);
});
