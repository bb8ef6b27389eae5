import { encode } from 'blurhash';
import sharp, { type Sharp } from 'sharp';
import { IMAGE_BYTES_MOST, PIXELS_MOST, type Picture, type Remade } from '#machinery/images/bounds.ts';
import { sniff } from '#machinery/images/sniff.ts';
import { makeTurnstile } from '#machinery/turnstile.ts';
import { Refusal } from '#values/refusal.ts';

/** Most pixels that are kept: 3840 × 2160. */
const KEPT_PIXELS = 8_294_400;
const PREVIEW_PIXELS = 230_400;
const PNG_BYTES_MOST = 1_048_576;
const FRAMES_MOST = 1_000;
const SECONDS_MOST = 20;

/** Only the decoders for what we take: fewer doors for hostile files. No cache: people do not send the same image again. */
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** Unpacked images are large: two at once, some wait, the rest is told to come back. */
const turnstile = makeTurnstile({ atOnce: 2, waitingMost: 32, retryAfterSeconds: 5 });

/** See `remakeImage`. */
export function remake(bytes: Uint8Array): Promise<Remade> {
  return guarded(bytes, async (format) => {
    const { image, scale } = await openImage(bytes, format);
    const picture = await encodeAs(format, image, scale);
    const small = shrinkTo(PREVIEW_PIXELS, picture.width, picture.height);
    const still = sharp(picture.bytes, { limitInputPixels: PIXELS_MOST }).resize(small);
    const preview = await finish(still.clone().webp({ quality: 75 }), 'webp');
    return { picture, preview, blurhash: await blurhashOf(still) };
  });
}

/** See `remakeProfileImage`. */
export function remakeForProfile(bytes: Uint8Array, width: number, height: number): Promise<Picture> {
  return guarded(bytes, async () => {
    const image = sharp(bytes, { limitInputPixels: PIXELS_MOST, failOn: 'error' }).autoOrient();
    const cut = image
      .resize({ width, height, fit: 'cover', withoutEnlargement: false })
      .timeout({ seconds: SECONDS_MOST });
    return finish(cut.webp({ quality: 85 }), 'webp');
  });
}

type Format = 'jpeg' | 'png' | 'gif' | 'webp' | 'avif';

/** Refuses what is not an image by its bytes, and turns every complaint of the decoder into a refusal. */
async function guarded<T>(bytes: Uint8Array, work: (format: Format) => Promise<T>): Promise<T> {
  if (bytes.length > IMAGE_BYTES_MOST)
    throw new Refusal('too-large', `Images may have ${IMAGE_BYTES_MOST} bytes at most`, 'file');
  const found = sniff(bytes);
  if (found.kind !== 'image') throw unusable(NOT_TAKEN[found.kind]);
  try {
    return await turnstile.pass(() => work(found.format));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw unusable('cannot be read as an image');
  }
}

const NOT_TAKEN = {
  video: 'is a video; this server takes images only for now',
  sound: 'is a sound; this server takes images only for now',
  heic: 'is a HEIC image; please send it as JPEG, PNG, GIF, WebP or AVIF',
  unknown: 'is not an image (JPEG, PNG, GIF, WebP or AVIF)',
} as const;

function unusable(why: string): Refusal {
  return new Refusal('invalid', `Validation failed: File ${why}`, 'file');
}

async function openImage(
  bytes: Uint8Array,
  format: Format,
): Promise<{ image: Sharp; scale: Scale | undefined }> {
  const animated = format === 'gif' || format === 'webp';
  const image = sharp(bytes, { limitInputPixels: PIXELS_MOST, failOn: 'error', animated });
  const { width, height, pages = 1, pageHeight = height, autoOrient } = await image.metadata();
  if (pages > FRAMES_MOST) throw unusable(`has too many frames (${FRAMES_MOST} at most)`);
  if (width * pageHeight * pages > PIXELS_MOST)
    throw unusable(`has too many pixels (${PIXELS_MOST} at most, all frames together)`);
  const upright = pages > 1 ? { width, height: pageHeight } : autoOrient;
  const large = upright.width * upright.height > KEPT_PIXELS;
  const scale = large ? shrinkTo(KEPT_PIXELS, upright.width, upright.height) : undefined;
  return { image: pages > 1 ? image : image.autoOrient(), scale };
}

type Scale = { readonly width: number; readonly height: number };

/** The same shape with at most so many pixels. */
function shrinkTo(pixels: number, width: number, height: number): Scale {
  const factor = Math.min(1, Math.sqrt(pixels / (width * height)));
  return { width: Math.max(1, Math.floor(width * factor)), height: Math.max(1, Math.floor(height * factor)) };
}

/** Photographs stay JPEG, screenshots PNG unless that is large; what moves becomes WebP. */
async function encodeAs(format: Format, image: Sharp, scale: Scale | undefined): Promise<Picture> {
  const sized = (scale ? image.resize({ ...scale, fit: 'fill' }) : image).timeout({ seconds: SECONDS_MOST });
  if (format === 'jpeg' || format === 'avif')
    return finish(sized.flatten({ background: '#ffffff' }).jpeg({ quality: 85, progressive: true }), 'jpg');
  if (format !== 'png') return finish(sized.webp({ quality: 85 }), 'webp');
  const png = await finish(sized.clone().png(), 'png');
  return png.bytes.length <= PNG_BYTES_MOST ? png : finish(sized.webp({ quality: 90 }), 'webp');
}

const MIMES = { jpg: 'image/jpeg', png: 'image/png', webp: 'image/webp' } as const;

async function finish(image: Sharp, extension: Picture['extension']): Promise<Picture> {
  const { data, info } = await image.toBuffer({ resolveWithObject: true });
  const height = info.pageHeight ?? info.height;
  return { bytes: data, extension, mime: MIMES[extension], width: info.width, height };
}

async function blurhashOf(image: Sharp): Promise<string> {
  const { data, info } = await sharp(await image.clone().png().toBuffer())
    .resize(32, 32, { fit: 'inside' })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return encode(new Uint8ClampedArray(data), info.width, info.height, 4, 3);
}
