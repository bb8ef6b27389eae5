import { z } from 'zod';
import type { House } from '#machinery/house.ts';
import { flag, given, listOf, text, upload } from '#machinery/http/fields.ts';
import { keepProfileImage, type ProfileChange, takeLocation } from '#rooms/accounts/index.ts';
import { VISIBILITIES, visibilityCode } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';

const LINE = 1_000;
const writtenField = z.object({ name: given(text(LINE)), value: given(text(LINE)) });

/** The body of `update_credentials` and of `PATCH profile`, in all encodings that clients use. */
export const profileForm = z.object({
  display_name: given(text(LINE)),
  note: given(text(10_000)),
  avatar: upload,
  header: upload,
  avatar_description: given(text(LINE)),
  header_description: given(text(LINE)),
  locked: given(flag),
  bot: given(flag),
  discoverable: given(flag),
  hide_collections: given(flag),
  indexable: given(flag),
  show_media: given(flag),
  show_media_replies: given(flag),
  show_featured: given(flag),
  attribution_domains: given(listOf(text(300), 100)),
  fields_attributes: given(listOf(writtenField, 50)),
  source: given(
    z.object({
      privacy: given(z.enum(VISIBILITIES)),
      sensitive: given(flag),
      language: given(text(20)),
    }),
  ),
});

export type ProfileForm = z.output<typeof profileForm>;

/** What a form changes. Its pictures are made anew and kept before anything names them. */
export async function changeFrom(house: House, form: ProfileForm): Promise<ProfileChange> {
  const { source } = form;
  return {
    displayName: form.display_name,
    note: form.note,
    avatarDescription: form.avatar_description,
    headerDescription: form.header_description,
    ...fieldsFrom(form.fields_attributes),
    attributionDomains: form.attribution_domains
      ?.map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ''),
    avatar: await kept(house, form.avatar, 'avatar'),
    header: await kept(house, form.header, 'header'),
    locked: form.locked,
    bot: form.bot,
    discoverable: form.discoverable,
    indexable: form.indexable,
    showCollections: form.hide_collections === undefined ? undefined : !form.hide_collections,
    showMedia: form.show_media,
    showMediaReplies: form.show_media_replies,
    showFeatured: form.show_featured,
    visibility: source?.privacy && visibilityCode(source.privacy),
    sensitive: source?.sensitive,
    language: source?.language,
  };
}

/** A list of fields replaces all fields and the location among them; blank ones are how clients delete. */
function fieldsFrom(given: ProfileForm['fields_attributes']): Pick<ProfileChange, 'fields' | 'location'> {
  if (given === undefined) return {};
  const written = given.map(({ name, value }) => ({
    name: (name ?? '').trim(),
    value: (value ?? '').trim(),
  }));
  return takeLocation(written.filter(({ name, value }) => name !== '' || value !== ''));
}

async function kept(
  house: House,
  file: Blob | undefined,
  place: 'avatar' | 'header',
): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await keepProfileImage(house, await file.bytes(), place);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new Refusal(error.kind, error.message, place, error.retryAfterSeconds);
  }
}
