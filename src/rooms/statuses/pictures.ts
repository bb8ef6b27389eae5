import type { House } from '#machinery/house.ts';
import type { Composing } from '#pages/parts/composer.ts';
import { mediaStore } from '#rooms/media/index.ts';
import { toPictureCard } from '#rooms/statuses/post-card.ts';
import { Refusal } from '#values/refusal.ts';

/** What a form brings: new files with their descriptions, and those uploaded before that stay. */
export type GivenPictures = {
  readonly files: readonly File[];
  readonly about: readonly string[];
  readonly kept: readonly number[];
  readonly kept_about: Readonly<Record<string, string>>;
};

/** Uploaded pictures in their order; `kept` lets the form come back with them. */
export type Pictures = {
  readonly ids: readonly number[];
  readonly kept: NonNullable<Composing['kept']>;
};

/** Uploads the new files of a form and finds the kept ones again. An empty file field brings nothing. */
export async function takePictures(house: House, me: number, given: GivenPictures): Promise<Pictures> {
  const fresh = given.files.flatMap((file, i) =>
    file.size > 0 ? [{ file, about: given.about[i] ?? '' }] : [],
  );
  if (fresh.length > 0) throw new Refusal('unsupported', 'Images cannot be taken yet', 'file');
  const rows = given.kept.flatMap((mediaId) => house.view().of(mediaStore).byId(mediaId) ?? []);
  const kept = rows
    .filter((row) => row.accountId === me)
    .map((row) => ({
      id: String(row.id),
      picture: { ...toPictureCard(row), description: given.kept_about[String(row.id)] ?? row.description },
    }));
  return { ids: kept.map((one) => Number(one.id)), kept };
}
