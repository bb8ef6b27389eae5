import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseRange } from '#rooms/media/rules/byte-range.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';

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

before(async () => {
  server = await openTestHouse({ now: () => now });
  ada = await server.person('ada');
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
