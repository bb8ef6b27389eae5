import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Bundle, readWhole, safeName } from '#machinery/bundles/bundle.ts';
import { openBundle } from '#machinery/bundles/open-bundle.ts';
import { openTarGz } from '#machinery/bundles/tar.ts';
import { type Contents, scratch, tar } from './packed.ts';

const LONG = `${'a-long-folder-name/'.repeat(8)}ünïcode.txt`;
const CONTENTS: Contents = { 'a/one.txt': 'one'.repeat(1_000), 'two.txt': '', [LONG]: 'long name' };

async function same(bundle: Bundle): Promise<void> {
  assert.deepEqual(bundle.names, Object.keys(CONTENTS).sort());
  for (const [name, content] of Object.entries(CONTENTS)) {
    assert.equal((await readWhole(bundle, name, 10_000)).toString(), content);
    assert.equal(bundle.sizeOf(name), Buffer.byteLength(content));
  }
}

test('a folder, a zip, a tar.gz and a tar hold the same files', async () => {
  await using place = await scratch();
  for (const path of [
    await place.folder('folder', CONTENTS),
    await place.zip('a.zip', CONTENTS),
    await place.tarGz('a.tar.gz', CONTENTS),
    await place.file('a.tar', tar(CONTENTS)),
  ]) {
    await using bundle = await openBundle(path);
    await same(bundle);
  }
});

test('a name with a pax header is read whole', async () => {
  await using place = await scratch();
  const path = `${'long/'.repeat(30)}ü.txt`;
  const length = Buffer.byteLength(`000 path=${path}\n`);
  const pax = tar({ header: `${length} path=${path}\n` }).subarray(0, 1024);
  pax.write('x', 156);
  pax.write('        ', 148);
  const sum = pax.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  pax.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  await using bundle = await openBundle(await place.file('p.tar', Buffer.concat([pax, tar({ short: 'x' })])));
  assert.deepEqual(bundle.names, [path]);
});

test('names that climb out of the bundle are not listed', async () => {
  for (const bad of ['../x', '/x', 'a/../x', 'C:\\x', '', 'a//b', './../x'])
    assert.equal(safeName(bad), undefined, bad);
  assert.equal(safeName('./a\\b.txt'), 'a/b.txt');
  await using place = await scratch();
  await using bundle = await openBundle(await place.tarGz('t.tgz', { '../out.txt': 'x', 'in.txt': 'y' }));
  assert.deepEqual(bundle.names, ['in.txt']);
});

test('links in a folder are not followed', async () => {
  await using place = await scratch();
  const path = await place.folder('f', { 'in.txt': 'x' });
  await mkdir(join(path, 'sub'));
  await symlink('/etc', join(path, 'sub', 'etc'));
  await symlink('/etc/passwd', join(path, 'passwd'));
  await using bundle = await openBundle(path);
  assert.deepEqual(bundle.names, ['in.txt']);
});

test('what unpacks to more than allowed is refused', async () => {
  await using place = await scratch();
  const path = await place.file('bomb.tar.gz', gzipSync(Buffer.alloc(5_000_000)));
  await assert.rejects(openTarGz(path, 4_999_999), /unpacks to more than/);
  await using bundle = await openBundle(await place.zip('big.zip', { 'big.txt': 'a'.repeat(100_000) }));
  await assert.rejects(readWhole(bundle, 'big.txt', 99_999), /larger than 99999/);
  assert.equal((await readWhole(bundle, 'big.txt', 100_000)).length, 100_000);
});

test('a path that is nothing known is refused with the reason', async () => {
  await using place = await scratch();
  await assert.rejects(openBundle('/nowhere/at/all'), /there is nothing there/);
  await assert.rejects(openBundle(await place.file('x.txt', Buffer.from('hello'))), /neither a folder nor/);
  const zip = await place.zip('ok.zip', CONTENTS);
  const { readFile } = await import('node:fs/promises');
  const bytes = await readFile(zip);
  await assert.rejects(openBundle(await place.file('cut.zip', bytes.subarray(0, 40))), /cannot be opened/);
  const garbled = Buffer.from(bytes);
  garbled[60] = garbled[60]! ^ 0xff;
  await writeFile(zip, garbled);
  await using bundle = await openBundle(zip);
  await assert.rejects(readWhole(bundle, 'a/one.txt', 10_000));
});
