import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { listOf, text, upload } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import { accountCards, keepProfileImage, screenOf, updateProfile, userStore } from '#rooms/accounts/index.ts';
import { profileSettings } from '#rooms/profiles/settings-form.ts';
import { VISIBILITIES, visibilityCode } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';

const PAGE = '/settings/profile';
const FORM_BYTES_MOST = 34 * 1024 * 1024;
const ROWS_MOST = 8;

const line = text(10_000).default('');
const lines = listOf(text(10_000), ROWS_MOST).default([]);
const tick = text(1).optional();
const body = z.object({
  display_name: line,
  note: line,
  location: line,
  field_names: lines,
  field_values: lines,
  avatar: upload,
  header: upload,
  remove_avatar: tick,
  remove_header: tick,
  locked: tick,
  bot: tick,
  discoverable: tick,
  indexable: tick,
  show_collections: tick,
  sensitive: tick,
  visibility: z.enum(VISIBILITIES).default('public'),
  language: text(16).default(''),
});

type Given = z.output<typeof body>;

function settingsPage(call: Call, typed: Typed, saved: boolean, status = 200): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const account = view.keep(accountCards).byId(call.me);
  const user = view.of(userStore).byId(call.me);
  if (!account || !user) throw new Refusal('not-found', 'Record not found');
  const content = html`${settingsHead(screen, 'profile', saved)}${profileSettings(screen, typed, account, user)}`;
  const options = { title: screen.texts.settings.profile, place: 'settings', noIndex: true } as const;
  return pageAnswer(screen, options, content, status);
}

async function save(call: Call<unknown, Given>): Promise<Response> {
  const { house, me, body: given } = call;
  try {
    const written = given.field_names.map((name, i) => ({
      name: name.trim(),
      value: (given.field_values[i] ?? '').trim(),
    }));
    await updateProfile(house, me, {
      displayName: given.display_name,
      note: given.note,
      location: given.location,
      fields: written.filter(({ name, value }) => name !== '' || value !== ''),
      avatar: await pictureIn(call, 'avatar'),
      header: await pictureIn(call, 'header'),
      locked: given.locked !== undefined,
      bot: given.bot !== undefined,
      discoverable: given.discoverable !== undefined,
      indexable: given.indexable !== undefined,
      showCollections: given.show_collections !== undefined,
      sensitive: given.sensitive !== undefined,
      visibility: visibilityCode(given.visibility),
      language: given.language,
    });
    return seeOther(`${PAGE}?saved=1`);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const problem = sayRefusal(screenOf(call).texts, error);
    return settingsPage(
      call,
      { values: typedValues(given), problem, field: error.field },
      false,
      STATUS_OF[error.kind],
    );
  }
}

/** A new picture, null to take the old one away, undefined to leave it. */
async function pictureIn(
  call: Call<unknown, Given>,
  place: 'avatar' | 'header',
): Promise<string | null | undefined> {
  const file = call.body[place];
  if (file !== undefined && file.size > 0) return keepProfileImage(call.house, await file.bytes(), place);
  return call.body[`remove_${place}`] === undefined ? undefined : null;
}

function typedValues(given: Given): Record<string, string> {
  const texts = Object.entries(given).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  const rows = given.field_names.flatMap((name, i) => [
    [`field_name_${i}`, name],
    [`field_value_${i}`, given.field_values[i] ?? ''],
  ]);
  return Object.fromEntries([...texts, ...rows]);
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PAGE,
    door: 'page',
    auth: 'user',
    summary: 'Settings of the profile',
    query: z.object({ saved: text(1).optional().catch(undefined) }),
    handle: (call) => settingsPage(call, UNTYPED, call.query.saved !== undefined),
  }),
  route({
    method: 'POST',
    path: PAGE,
    door: 'page',
    auth: 'user',
    summary: 'Save the profile',
    body,
    bodyMost: FORM_BYTES_MOST,
    limit: { name: 'profile-page', most: 300, perMs: 300_000, by: 'account' },
    handle: save,
  }),
];
