import { readWhole } from '#machinery/bundles/bundle.ts';
import type { House } from '#machinery/house.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { patiently } from '#rooms/archive/patience.ts';
import type { ArchiveMedia, ArchivePost } from '#rooms/archive/rules/post.ts';
import { DESCRIPTION_MOST, upload } from '#rooms/media/index.ts';
import { Refusal } from '#values/refusal.ts';

const FILE_BYTES_MOST = 16 * 1024 * 1024;

/** A post's pictures, taken in for its account; those that could not be, with the reason. */
export type TakenFiles = {
  readonly mediaIds: readonly number[];
  readonly lost: readonly { readonly media: ArchiveMedia; readonly reason: string }[];
};

/** Takes a post's pictures in, before the command that names them. One that is no picture is left out. */
export async function takeFiles(
  house: House,
  accountId: number,
  archive: Archive,
  post: ArchivePost,
): Promise<TakenFiles> {
  const mediaIds: number[] = [];
  const lost: { media: ArchiveMedia; reason: string }[] = [];
  for (const media of post.media) {
    const taken = await takeOne(house, accountId, archive, media);
    if (typeof taken === 'number') mediaIds.push(taken);
    else lost.push({ media, reason: taken });
  }
  return { mediaIds, lost };
}

/** The file's id, or why it could not be taken. Throws when no file can be taken now. */
async function takeOne(
  house: House,
  accountId: number,
  archive: Archive,
  media: ArchiveMedia,
): Promise<number | string> {
  const bytes = await readWhole(archive.bundle, media.file ?? '', FILE_BYTES_MOST).catch(() => undefined);
  if (!bytes) return 'its picture is damaged or too large';
  const description = [...media.description].slice(0, DESCRIPTION_MOST).join('');
  const focus = { x: media.focusX, y: media.focusY };
  try {
    return (await patiently(() => upload(house, accountId, bytes, { description, focus }))).id;
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable' && error.kind !== 'conflict')
      return 'its picture cannot be read';
    throw error;
  }
}
