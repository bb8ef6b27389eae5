import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { assetPath, assetRoutes, browserPath } from '#pages/assets.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

let house: TestHouse;
before(async () => {
  house = await openTestHouse();
});
after(() => house.close());

async function packed(path: string, encoding: string) {
  const response = await house.request('GET', path, { headers: { 'accept-encoding': encoding } });
  assert.equal(response.status, 200, path);
  return { headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

test('the stylesheet is one small file that may be kept for ever', async () => {
  const { headers, bytes } = await packed(assetPath('style.css'), 'gzip, br');
  assert.equal(headers.get('content-encoding'), 'br');
  assert.match(headers.get('cache-control')!, /immutable/);
  assert.match(assetPath('style.css'), /^\/assets\/style-[\w-]{10}\.css$/);
  assert.ok(bytes.length <= 6 * 1024, `${bytes.length} bytes`);
  assert.doesNotMatch(
    brotliDecompressSync(bytes).toString(),
    /url\((?!"data:)|@import|https?:\/\/(?!www\.w3\.org)/,
  );
});

test('all scripts together are at most 30 KB, and plain JavaScript', async () => {
  const paths = assetRoutes.map((route) => route.path).filter((path) => path.endsWith('.js'));
  assert.ok(paths.includes(browserPath('main')));
  let total = 0;
  for (const path of paths) {
    const { headers, bytes } = await packed(path, 'gzip');
    total += bytes.length;
    const source = gunzipSync(bytes).toString();
    assert.match(headers.get('content-type')!, /^text\/javascript/);
    assert.doesNotMatch(source, /\.ts'|: string|^import type/m, path);
    for (const [, name] of source.matchAll(/from '\.\/([\w-]+\.js)'/g))
      assert.ok(paths.includes(browserPath('main').replace('main.js', name!)), name ?? '');
  }
  assert.ok(total <= 30 * 1024, `${total} bytes`);
});

test('pictures for accounts without one, icon and manifest are there', async () => {
  for (const path of ['/assets/missing-avatar.svg', '/assets/missing-header.svg', '/assets/icon.svg']) {
    const { headers } = await packed(path, '');
    assert.match(headers.get('content-type')!, /^image\/svg\+xml/);
  }
  const { headers, bytes } = await packed('/manifest.webmanifest', '');
  assert.match(headers.get('content-type')!, /^application\/manifest\+json/);
  assert.equal(JSON.parse(bytes.toString()).start_url, '/');
});

test('a client that takes no encoding, or refuses one, gets what it can read', async () => {
  const path = assetPath('style.css');
  assert.equal((await packed(path, '')).headers.get('content-encoding'), null);
  assert.equal((await packed(path, 'br;q=0, gzip')).headers.get('content-encoding'), 'gzip');
  assert.equal((await packed(path, 'br;q=0, gzip;q=0')).headers.get('content-encoding'), null);
});
