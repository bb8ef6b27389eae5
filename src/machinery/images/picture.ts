/** Largest file, bytes. */
export const IMAGE_BYTES_MOST = 16 * 1024 * 1024;
/** Most pixels an image may have when unpacked, all its frames together: a small file can hold a huge one. */
export const PIXELS_MOST = 33_177_600;
export const IMAGE_TYPES = ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/avif'] as const;

/** An image that we made. Sizes in pixels. */
export type Picture = {
  readonly bytes: Buffer;
  readonly extension: 'jpg' | 'png' | 'webp';
  readonly mime: string;
  readonly width: number;
  readonly height: number;
};

export type Remade = { readonly picture: Picture; readonly preview: Picture; readonly blurhash: string };

/** The image library comes in with the first image: it costs 25 MB and 100 ms, which most processes never need. */
const remaking = () => import('#machinery/images/remake.ts');

/**
 * Makes an image anew from its pixels: upright, at most 8.3 megapixels, with a preview and a blurhash. Nothing else of the
 * file remains: no place, device, time, comment, thumbnail or colour profile. Refuses what is no image or too large.
 */
export async function remakeImage(bytes: Uint8Array): Promise<Remade> {
  return (await remaking()).remake(bytes);
}

/** A picture of fixed size for a profile, cut around the middle; of a moving one, its first frame. */
export async function remakeProfileImage(bytes: Uint8Array, width: number, height: number): Promise<Picture> {
  return (await remaking()).remakeForProfile(bytes, width, height);
}
