import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseFocus } from '#rooms/media/rules/words.ts';
import { LOOSE_MOST } from '#rooms/media/upload.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets, SECRETS } from '../support/images.ts';

type Attachment = {
  id: string;
  type: string;
  url: string;
  preview_url: string;
  description: string | null;
  blurhash: string;
  meta: {
    original: { width: number; height: number };
    small: { width: number };
    focus: { x: number; y: number };
  };
};

const now = Date.parse('2026-08-01T12:00:00Z');
let server: TestHouse;
let ada: Person;
let bob: Person;

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada');
  bob = await server.person('bob');
});
after(() => server.close());

function formWith(
  bytes: Uint8Array,
  more: Record<string, string> = {},
  type = 'application/octet-stream',
): FormData {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'blob');
  for (const [name, value] of Object.entries(more)) form.set(name, value);
  return form;
}

async function send(
  bytes: Uint8Array,
  more: Record<string, string> = {},
  of = ada,
  version = 'v2',
): Promise<Attachment> {
  return server.json<Attachment>('POST', `/api/${version}/media`, {
    token: of.token,
    form: formWith(bytes, more),
  });
}

const photo = () => imageWithSecrets('jpeg', 120, 80);

async function post(mediaId: string, of = ada): Promise<{ id: string; media_attachments: Attachment[] }> {
  return server.json('POST', '/api/v1/statuses', {
    token: of.token,
    json: { status: 'look', media_ids: [mediaId] },
  });
}

test('an image is ready when the answer comes, whatever its part was called', async () => {
  for (const version of ['v1', 'v2']) {
    const sent = await send(await photo(), { description: 'A square', focus: '-0.5,0.25' }, ada, version);
    assert.deepEqual(
      [sent.type, sent.description, sent.meta.focus],
      ['image', 'A square', { x: -0.5, y: 0.25 }],
    );
    assert.deepEqual([sent.meta.original.width, sent.meta.original.height], [120, 80]);
    assert.match(sent.blurhash, /^.{28}$/);
    const got = await server.json<Attachment>('GET', `/api/v1/media/${sent.id}`, { token: ada.token });
    assert.deepEqual(got, sent);
  }
});

test('what is kept on disk has nothing hidden in it', async () => {
  await send(await imageWithSecrets('jpeg', 64, 64, 8));
  await send(await imageWithSecrets('webp'));
  const folder = join(server.folder, 'media');
  for (const name of await readdir(folder)) {
    const bytes = await readFile(join(folder, name));
    for (const secret of SECRETS) assert.equal(bytes.includes(secret), false, `${name} says ${secret}`);
  }
});

test('what is no image is refused in plain words', async () => {
  const video = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypisom\0\0\0\0isommp41')]);
  const actor = Buffer.from(
    JSON.stringify({ '@context': 'https://www.w3.org/ns/activitystreams', type: 'Person' }),
  );
  const cases: [Uint8Array, string, RegExp][] = [
    [video, 'image/png', /is a video; this server takes images only for now/],
    [Buffer.from('ID3\x03'), 'audio/mpeg', /is a sound/],
    [actor, 'image/png', /is not an image/],
    [Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml', /is not an image/],
    [(await photo()).subarray(0, 100), 'image/jpeg', /cannot be read/],
  ];
  for (const [bytes, type, pattern] of cases) {
    const answer = await server.json<{ error: string; details: object }>(
      'POST',
      '/api/v2/media',
      { token: ada.token, form: formWith(bytes, {}, type) },
      422,
    );
    assert.match(answer.error, pattern);
    assert.deepEqual(Object.keys(answer.details), ['file']);
  }
  for (const form of [new FormData(), formWith(new Uint8Array())])
    await server.json('POST', '/api/v2/media', { token: ada.token, form }, 422);
  await server.json('POST', '/api/v2/media', { token: ada.token, json: { file: 'text' } }, 422);
});

test('a file over the limit is refused as too large', async () => {
  const headers = { 'content-length': String(17 * 1024 * 1024) };
  await server.json(
    'POST',
    '/api/v2/media',
    { token: ada.token, form: formWith(await photo()), headers },
    413,
  );
  const { readBytes } = await import('#machinery/http/input.ts');
  const silent = new Request('http://x', { method: 'POST', body: new Uint8Array(101) });
  await assert.rejects(readBytes(silent, 100), { kind: 'too-large' });
});

test('words about an image change until it is posted, within their bounds', async () => {
  const { id } = await send(await photo());
  const put = (json: object, status = 200, of = ada) =>
    server.json<Attachment>('PUT', `/api/v1/media/${id}`, { token: of.token, json }, status);
  assert.equal((await put({ description: 'd'.repeat(1_500) })).description!.length, 1_500);
  await put({ description: 'd'.repeat(1_501) }, 422);
  const changed = await put({ focus: '1.0,-1' });
  assert.deepEqual([changed.meta.focus, changed.description!.length], [{ x: 1, y: -1 }, 1_500]);
  for (const focus of ['2,0', '0', 'a,b', '0,0,0', ',', 'NaN,0']) await put({ focus }, 422);
  assert.equal((await put({ description: '' })).description, null);
  await put({ description: 'mine now' }, 404, bob);
  await server.json('GET', `/api/v1/media/${id}`, { token: bob.token }, 404);
  await post(id);
  await put({ description: 'too late' }, 404);
});

test('a focus is two numbers from -1 to 1', () => {
  assert.deepEqual(parseFocus(' -1.0 , 0.5'), { x: -1, y: 0.5 });
  for (const bad of ['', '1', '1.01,0', '0,-1.01', 'Infinity,0']) assert.throws(() => parseFocus(bad));
});

test('an image goes with a post of its owner, once', async () => {
  const { id } = await send(await photo(), { description: 'seen' });
  await server.json(
    'POST',
    '/api/v1/statuses',
    { token: bob.token, json: { status: 'x', media_ids: [id] } },
    422,
  );
  const { media_attachments } = await post(id);
  assert.deepEqual(
    media_attachments.map((media) => [media.id, media.description]),
    [[id, 'seen']],
  );
  await server.json(
    'POST',
    '/api/v1/statuses',
    { token: ada.token, json: { status: 'x', media_ids: [id] } },
    422,
  );
});

test('so many uploads may wait to be posted, and no more', async () => {
  const carla = await server.person('carla');
  const tiny = await imageWithSecrets('png', 4, 4);
  const { upload } = await import('#rooms/media/index.ts');
  const words = { description: '', focus: { x: 0, y: 0 } };
  for (let i = 0; i < LOOSE_MOST; i++) await upload(server.house, carla.id, tiny, words);
  await assert.rejects(upload(server.house, carla.id, tiny, words), { kind: 'conflict' });
});

test('a suspended or unknown caller uploads nothing', async () => {
  await server.json('POST', '/api/v2/media', { form: formWith(await photo()) }, 401);
  const { issueToken } = await import('#rooms/oauth/index.ts');
  const token = await issueToken(server.house, {
    accountId: ada.id,
    appId: null,
    scopes: 'read',
    kind: 'user',
  });
  await server.json('POST', '/api/v2/media', { token, form: formWith(await photo()) }, 403);
});
