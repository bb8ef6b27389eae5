import type { House } from '#machinery/house.ts';
import type { Composing } from '#pages/parts/composer.ts';
import { describeMedia, type MediaRow, mediaStore, upload } from '#rooms/media/index.ts';
import { toPictureCard } from '#rooms/statuses/post-card.ts';
import { Refusal } from '#values/refusal.ts';

/** What a form brings: new files with their descriptions, and those uploaded before that stay. */
export type GivenPictures = {
  readonly files: readonly (File | string)[];
  readonly about: readonly string[];
  readonly kept: readonly number[];
  readonly kept_about: Readonly<Record<string, string>>;
};

/** Uploaded pictures in their order; `kept` lets the form come back with them, also when another was refused. */
export type Pictures = {
  readonly ids: readonly number[];
  readonly kept: NonNullable<Composing['kept']>;
  readonly refused: Refusal | undefined;
};

export const NO_PICTURES: Pictures = { ids: [], kept: [], refused: undefined };

const CENTRE = { x: 0, y: 0 };

/** Finds the kept files of a form again and uploads the new ones. An empty file field brings nothing. */
export async function takePictures(house: House, me: number, given: GivenPictures): Promise<Pictures> {
  const taken: MediaRow[] = [];
  let refused: Refusal | undefined;
  try {
    for (const id of given.kept) taken.push(...(await keep(house, me, id, given.kept_about[String(id)])));
    for (const [i, file] of given.files.entries())
      if (file instanceof File && file.size > 0)
        taken.push(...(await add(house, me, file, given.about[i] ?? '')));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused = error;
  }
  const kept = taken.map((row) => ({ id: String(row.id), picture: toPictureCard(row) }));
  return { ids: taken.map((row) => row.id), kept, refused };
}

async function add(house: House, me: number, file: File, description: string): Promise<MediaRow[]> {
  const { id } = await upload(house, me, await file.bytes(), { description, focus: CENTRE });
  return rowOf(house, me, id);
}

/** One that a post shows already is described by editing that post. */
async function keep(house: House, me: number, id: number, about: string | undefined): Promise<MediaRow[]> {
  const [row] = rowOf(house, me, id);
  if (!row || about === undefined || about === row.description) return row ? [row] : [];
  if (row.statusId !== null) return [{ ...row, description: about }];
  await describeMedia(house, me, id, { description: about });
  return rowOf(house, me, id);
}

function rowOf(house: House, me: number, id: number): MediaRow[] {
  const row = house.view().of(mediaStore).byId(id);
  return row?.accountId === me ? [row] : [];
}
