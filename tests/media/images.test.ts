import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import { IMAGE_BYTES_MOST, PIXELS_MOST, remakeImage, remakeProfileImage } from '#machinery/images/picture.ts';
import { sniff } from '#machinery/images/sniff.ts';
import { Refusal } from '#values/refusal.ts';
import { animation, type ImageKind, imageWithSecrets, pixelBomb, SECRETS } from '../support/images.ts';

const refused = (pattern: RegExp) => (error: unknown) =>
  error instanceof Refusal && pattern.test(error.message);

async function assertSilent(bytes: Buffer, of: string): Promise<void> {
  for (const secret of SECRETS) assert.equal(bytes.includes(secret), false, `${of} still says ${secret}`);
  const { exif, xmp, iptc, icc, comments, orientation } = await sharp(bytes).metadata();
  assert.deepEqual([exif, xmp, iptc, icc, comments, orientation], Array(6).fill(undefined), of);
}

for (const kind of ['jpeg', 'png', 'webp', 'avif'] satisfies ImageKind[])
  test(`nothing hidden survives in a ${kind}: no EXIF, GPS, XMP, colour profile or comment`, async () => {
    const given = await imageWithSecrets(kind);
    const before = await sharp(given).metadata();
    assert.ok(before.exif && before.xmp && before.icc, 'the test image must carry what is to be removed');
    assert.ok(
      kind === 'png' || given.includes('SECRETCAM'),
      'a PNG keeps its EXIF in a form one cannot grep',
    );
    const { picture, preview } = await remakeImage(given);
    await assertSilent(picture.bytes, 'the picture');
    await assertSilent(preview.bytes, 'the preview');
  });

test('comments and private chunks of a PNG, and comments of a GIF, do not survive', async () => {
  const png = await imageWithSecrets('png');
  const chunk = Buffer.from('tEXtComment\0SECRETTEXT', 'latin1');
  const framed = Buffer.concat([Buffer.alloc(4), chunk, Buffer.alloc(4)]);
  framed.writeUInt32BE(chunk.length - 4, 0);
  framed.writeUInt32BE(crc32(chunk), framed.length - 4);
  const withText = Buffer.concat([png.subarray(0, 33), framed, png.subarray(33)]);
  assert.ok((await sharp(withText).metadata()).comments);
  await assertSilent((await remakeImage(withText)).picture.bytes, 'the PNG');
  const gif = await animation(3);
  const comment = Buffer.from([0x21, 0xfe, 10, ...Buffer.from('SECRETTEXT'), 0]);
  const withComment = Buffer.concat([
    gif.subarray(0, 13 + tableBytes(gif)),
    comment,
    gif.subarray(13 + tableBytes(gif)),
  ]);
  await assertSilent((await remakeImage(withComment)).picture.bytes, 'the GIF');
});

test('an image is turned upright by its orientation before that is forgotten', async () => {
  const { picture, preview } = await remakeImage(await imageWithSecrets('jpeg', 64, 32, 6));
  assert.deepEqual([picture.width, picture.height], [32, 64]);
  assert.ok(preview.height > preview.width);
  const { data } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  assert.ok(data[0]! > 200 && data[2]! < 60, 'red was on the left and is now on top');
});

test('photographs stay JPEG, screenshots PNG, what moves becomes WebP with all its frames', async () => {
  const types = async (kind: ImageKind) => (await remakeImage(await imageWithSecrets(kind))).picture.mime;
  assert.deepEqual(await Promise.all((['jpeg', 'avif', 'png', 'webp'] satisfies ImageKind[]).map(types)), [
    'image/jpeg',
    'image/jpeg',
    'image/png',
    'image/webp',
  ]);
  const { picture, preview } = await remakeImage(await animation(5));
  assert.deepEqual([picture.mime, picture.width, picture.height], ['image/webp', 16, 8]);
  assert.equal((await sharp(picture.bytes, { animated: true }).metadata()).pages, 5);
  assert.equal((await sharp(preview.bytes, { animated: true }).metadata()).pages ?? 1, 1);
});

test('a large PNG is kept as WebP, with its transparency', async () => {
  const noise = await sharp({
    create: {
      width: 900,
      height: 900,
      channels: 4,
      background: '#ffffff80',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .png()
    .toBuffer();
  const { picture } = await remakeImage(noise);
  assert.equal(picture.mime, 'image/webp');
});

test('a picture keeps at most 8.3 megapixels and its shape; the preview a thirty-sixth of that', async () => {
  const { picture, preview } = await remakeImage(await pixelBomb(5_000, 4_000));
  assert.ok(picture.width * picture.height <= 8_294_400);
  assert.ok(Math.abs(picture.width / picture.height - 5 / 4) < 0.01);
  assert.ok(preview.width * preview.height <= 230_400);
});

test('a small file that unpacks to too many pixels is refused before it is unpacked', async () => {
  const bomb = await pixelBomb(6_000, 5_600);
  assert.ok(bomb.length < 200_000);
  await assert.rejects(remakeImage(bomb), refused(/pixels|cannot be read/));
  await assert.rejects(remakeProfileImage(bomb, 400, 400), refused(/cannot be read/));
  const atTheBound = await pixelBomb(PIXELS_MOST / 4_096, 4_096);
  assert.ok((await remakeImage(atTheBound)).picture.width > 0);
  const moving = repeatLastFrame(await animation(2, 1_000, 1_000), 40);
  await assert.rejects(remakeImage(moving), refused(/pixels|cannot be read/));
});

test('a file that is too large is refused unread', async () => {
  await assert.rejects(
    remakeImage(Buffer.alloc(IMAGE_BYTES_MOST + 1)),
    (error) => error instanceof Refusal && error.kind === 'too-large',
  );
});

test('broken images and things that only look like images are refused, not faults', async () => {
  const jpeg = await imageWithSecrets('jpeg', 400, 400);
  const png = await imageWithSecrets('png', 400, 400);
  const broken = [
    Buffer.alloc(0),
    jpeg.subarray(0, 200),
    Buffer.concat([jpeg.subarray(0, 4), Buffer.alloc(500, 7)]),
    png.subarray(0, 60),
    Buffer.from('GIF89a'),
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
    Buffer.from('{"@context":"https://www.w3.org/ns/activitystreams","type":"Person"}'),
    Buffer.from('%PDF-1.7'),
    Buffer.from('<!doctype html><script>1</script>'),
  ];
  for (const bytes of broken)
    await assert.rejects(
      remakeImage(bytes),
      refused(/^Validation failed: File /),
      bytes.toString('latin1', 0, 20),
    );
});

test('what is no image is told by its bytes, not by its name', () => {
  const box = (brand: string) =>
    Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from(`ftyp${brand}\0\0\0\0mif1miaf`)]);
  assert.equal(sniff(box('isom')).kind, 'video');
  assert.equal(sniff(box('qt  ')).kind, 'video');
  assert.equal(sniff(box('M4A ')).kind, 'sound');
  assert.equal(sniff(box('heic')).kind, 'heic');
  assert.deepEqual(sniff(box('avif')), { kind: 'image', format: 'avif' });
  assert.equal(sniff(Buffer.from('\x1a\x45\xdf\xa3webm', 'latin1')).kind, 'video');
  assert.equal(sniff(Buffer.from('OggS')).kind, 'sound');
  assert.equal(sniff(Buffer.from('ID3')).kind, 'sound');
  assert.equal(sniff(Buffer.from('RIFF\0\0\0\0WAVE', 'latin1')).kind, 'sound');
  assert.equal(sniff(Buffer.from('hello')).kind, 'unknown');
  assert.equal(sniff(Buffer.alloc(0)).kind, 'unknown');
});

test('a profile picture has its size, is still, and says nothing', async () => {
  const picture = await remakeProfileImage(await imageWithSecrets('jpeg', 300, 900), 400, 400);
  assert.deepEqual([picture.width, picture.height, picture.mime], [400, 400, 'image/webp']);
  await assertSilent(picture.bytes, 'the profile picture');
  const still = await remakeProfileImage(await animation(4, 40, 40), 400, 400);
  assert.equal((await sharp(still.bytes, { animated: true }).metadata()).pages ?? 1, 1);
});

/** A GIF with its last frame so many times more: small, and huge when unpacked. */
function repeatLastFrame(gif: Buffer, times: number): Buffer {
  const start = gif.lastIndexOf(Buffer.from([0x21, 0xf9, 0x04]));
  const frame = gif.subarray(start, gif.length - 1);
  return Buffer.concat([gif.subarray(0, start), ...Array<Buffer>(times + 1).fill(frame), gif.subarray(-1)]);
}

function tableBytes(gif: Buffer): number {
  return gif[10]! & 0x80 ? 3 * 2 ** ((gif[10]! & 7) + 1) : 0;
}

function crc32(bytes: Buffer): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let k = 0; k < 8; k++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
