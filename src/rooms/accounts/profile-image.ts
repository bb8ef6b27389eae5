import type { House } from '#machinery/house.ts';
import { remakeProfileImage } from '#machinery/images/picture.ts';

/** Pixels. */
const SIZES = { avatar: [400, 400], header: [1500, 500] } as const;

/** Makes a profile picture anew and keeps it. Resolves with its name in the files port: media before mention. Refuses what is no image. */
export async function keepProfileImage(
  house: House,
  bytes: Uint8Array,
  place: 'avatar' | 'header',
): Promise<string> {
  const [width, height] = SIZES[place];
  const picture = await remakeProfileImage(bytes, width, height);
  return house.files.put(picture.bytes, picture.extension);
}
