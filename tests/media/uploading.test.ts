import assert from 'node:assert/strict';
import { readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { defineJob } from '#machinery/jobs/job.ts';
import { jobs as accountJobs } from '#rooms/accounts/jobs.ts';
import { jobs } from '#rooms/media/jobs.ts';
import { parseRange } from '#rooms/media/rules/byte-range.ts';
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

const HOUR_MS = 3_600_000;
let now = Date.parse('2026-08-01T12:00:00Z');
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

const pathOf = (url: string) => url.slice(server.house.origin.length);
const photo = () => imageWithSecrets('jpeg', 120, 80);

async function post(mediaId: string, of = ada): Promise<{ id: string; media_attachments: Attachment[] }> {
  return server.json('POST', '/api/v1/statuses', {
    token: of.token,
    json: { status: 'look', media_ids: [mediaId] },
  });
}

async function runFileJobs(): Promise<void> {
  const dropped = server.view.db
    .prepare<{ body: string }>("SELECT body FROM effect WHERE kind = 'files-dropped'")
    .all();
  const remove = accountJobs.effects[0] as ReturnType<typeof defineJob>;
  for (const { body } of dropped) await remove.run(server.house, JSON.parse(body) as never, '1-0');
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

test('a file is served as what it is, for ever, without a date, and cannot run', async () => {
  const sent = await send(await photo());
  for (const [url, type] of [
    [sent.url, 'image/jpeg'],
    [sent.preview_url, 'image/webp'],
  ] as const) {
    const response = await server.request('GET', pathOf(url));
    assert.equal(response.status, 200);
    const { headers } = response;
    assert.equal(headers.get('content-type'), type);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(headers.get('cache-control'), 'public, max-age=31536000, immutable');
    assert.equal(headers.get('access-control-allow-origin'), '*');
    for (const silent of ['last-modified', 'etag', 'date', 'set-cookie', 'vary'])
      assert.equal(headers.get(silent), null, silent);
    const bytes = new Uint8Array(await response.arrayBuffer());
    assert.equal(String(bytes.length), headers.get('content-length'));
  }
});

test('parts of a file are served, and what lies beyond it is refused', async () => {
  const path = pathOf((await send(await photo())).url);
  const whole = Buffer.from(await (await server.request('GET', path)).arrayBuffer());
  const part = async (range: string) => {
    const response = await server.request('GET', path, { headers: { range } });
    return [
      response.status,
      response.headers.get('content-range'),
      Buffer.from(await response.arrayBuffer()),
    ] as const;
  };
  const last = whole.length - 1;
  assert.deepEqual(await part('bytes=0-9'), [206, `bytes 0-9/${whole.length}`, whole.subarray(0, 10)]);
  assert.deepEqual(await part('bytes=-5'), [
    206,
    `bytes ${last - 4}-${last}/${whole.length}`,
    whole.subarray(-5),
  ]);
  assert.deepEqual(await part(`bytes=10-`), [206, `bytes 10-${last}/${whole.length}`, whole.subarray(10)]);
  assert.deepEqual((await part(`bytes=${whole.length}-`)).slice(0, 2), [416, `bytes */${whole.length}`]);
  assert.equal((await part('bytes=0-1,5-6'))[0], 200);
  const head = await server.request('HEAD', path);
  assert.deepEqual(
    [head.status, head.headers.get('content-length'), await head.text()],
    [200, String(whole.length), ''],
  );
});

test('ranges are read as RFC 9110 has them', () => {
  assert.deepEqual(parseRange('bytes=0-0', 10), { start: 0, end: 0 });
  assert.deepEqual(parseRange('bytes=5-99', 10), { start: 5, end: 9 });
  assert.deepEqual(parseRange('bytes=-99', 10), { start: 0, end: 9 });
  assert.equal(parseRange('bytes=10-', 10), 'unsatisfiable');
  assert.equal(parseRange('bytes=-0', 10), 'unsatisfiable');
  for (const odd of [
    null,
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-2',
    'items=0-1',
    'bytes=a-b',
    `bytes=${'9'.repeat(30)}-`,
  ])
    assert.equal(parseRange(odd, 10), undefined, String(odd));
});

test('names that are not ours are not looked for', async () => {
  await writeFile(join(server.folder, 'media', 'evil.png'), 'x');
  await writeFile(join(server.folder, 'media', `${'0'.repeat(32)}.html`), '<script>1</script>');
  for (const name of [
    'evil.png',
    `${'0'.repeat(32)}.html`,
    '..%2Fview.db',
    '%2e%2e%2fsecret.key',
    `${'a'.repeat(32)}.png`,
    `${'a'.repeat(32)}`,
  ])
    assert.equal((await server.request('GET', `/media/${name}`)).status, 404, name);
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
  await server.json('POST', '/api/v2/media', { token: ada.token, form: formWith(await photo()), headers }, 413);
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

test('an upload that is deleted is gone with its files; a posted one cannot be', async () => {
  const loose = await send(await photo());
  await server.json('DELETE', `/api/v1/media/${loose.id}`, { token: bob.token }, 404);
  assert.deepEqual(await server.json('DELETE', `/api/v1/media/${loose.id}`, { token: ada.token }), {});
  await server.json('GET', `/api/v1/media/${loose.id}`, { token: ada.token }, 404);
  await runFileJobs();
  assert.equal((await server.request('GET', pathOf(loose.url))).status, 404);
  const posted = await send(await photo());
  await post(posted.id);
  await server.json('DELETE', `/api/v1/media/${posted.id}`, { token: ada.token }, 422);
});

test('uploads that no post took are swept after a day; those of a deleted post a day after it', async () => {
  const sweep = async () => {
    await jobs.periodic[0]!.run({ house: server.house } as never);
    await runFileJobs();
  };
  const there = async (attachment: Attachment) =>
    (await server.request('GET', pathOf(attachment.url))).status === 200;
  const forgotten = await send(await photo());
  const posted = await send(await photo());
  const { id } = await post(posted.id);
  now += 23 * HOUR_MS;
  await sweep();
  assert.deepEqual([await there(forgotten), await there(posted)], [true, true]);
  now += HOUR_MS;
  await sweep();
  assert.deepEqual([await there(forgotten), await there(posted)], [false, true]);
  await server.json('DELETE', `/api/v1/statuses/${id}`, { token: ada.token });
  await sweep();
  assert.equal(await there(posted), true, 'it can be posted again after deleting and redrafting');
  now += 24 * HOUR_MS;
  await sweep();
  assert.equal(await there(posted), false);
});

test('files that no command ever named are swept after a day, and no others', async () => {
  const kept = await send(await photo());
  const folder = join(server.folder, 'media');
  const name = (sign: string, extension: string) => `${sign.repeat(32)}.${extension}`;
  const old = [name('1', 'png'), name('2', 'jpg.part')];
  const young = name('3', 'png');
  for (const file of [...old, young]) await writeFile(join(folder, file), 'x');
  const keptNames = [kept.url, kept.preview_url].map((url) => pathOf(url).slice('/media/'.length));
  const past = new Date(now - 25 * HOUR_MS);
  for (const file of [...old, ...keptNames]) await utimes(join(folder, file), past, past);
  await utimes(join(folder, young), new Date(now - HOUR_MS), new Date(now - HOUR_MS));
  await jobs.periodic[1]!.run({ house: server.house } as never);
  const left = await readdir(folder);
  for (const file of old) assert.equal(left.includes(file), false, file);
  for (const file of [young, ...keptNames]) assert.ok(left.includes(file), file);
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
