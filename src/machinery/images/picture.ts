import type { Picture, Remade } from '#machinery/images/bounds.ts';

export { IMAGE_BYTES_MOST, IMAGE_TYPES, PIXELS_MOST } from '#machinery/images/bounds.ts';

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
