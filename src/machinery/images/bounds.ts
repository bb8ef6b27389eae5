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
