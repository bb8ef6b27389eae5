import { languageChoices } from '#pages/language-names.ts';
import { html, type Markup } from '#pages/markup.ts';
import { checkbox, field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import { face } from '#pages/parts/person.ts';
import type { Screen } from '#pages/screen.ts';
import {
  type AccountRow,
  DISPLAY_NAME_MOST,
  FIELD_NAME_MOST,
  FIELD_VALUE_MOST,
  FIELDS_MOST,
  NOTE_MOST,
  toPersonCard,
  type UserRow,
  type WrittenField,
} from '#rooms/accounts/index.ts';
import { VISIBILITIES, visibilityName } from '#rooms/statuses/index.ts';

/** The form to change one's profile and how new posts start. */
export function profileSettings(screen: Screen, typed: Typed, account: AccountRow, user: UserRow): Markup {
  const texts = screen.texts.settings;
  return html`${problemOf(typed)}<form method="post" action="/settings/profile" enctype="multipart/form-data" class="sheet">${formMarks(
    screen,
  )}${words(screen, typed, account)}${pictures(screen, typed, account)}<fieldset><legend>${texts.fields}</legend>${fieldRows(
    screen,
    typed,
    JSON.parse(account.fields) as WrittenField[],
  )}</fieldset><fieldset>${switches(screen, typed, account)}</fieldset><fieldset><legend>${texts.defaults}</legend>${defaults(
    screen,
    typed,
    user,
  )}</fieldset><p><button>${texts.save}</button></p></form>`;
}

function words(screen: Screen, typed: Typed, account: AccountRow): Markup {
  const texts = screen.texts.settings;
  return html`${field(typed, {
    name: 'display_name',
    label: texts.displayName,
    value: account.displayName,
    most: DISPLAY_NAME_MOST * 2,
  })}${field(typed, { name: 'note', label: texts.note, value: account.note, most: NOTE_MOST * 4, rows: 4 })}${field(
    typed,
    {
      name: 'location',
      label: texts.location,
      note: texts.locationNote,
      value: account.location,
      most: FIELD_VALUE_MOST,
    },
  )}`;
}

function pictures(screen: Screen, typed: Typed, account: AccountRow): Markup {
  const texts = screen.texts.settings;
  const one = (name: 'avatar' | 'header') =>
    html`<div class="field"><label for="${name}">${texts[name]}</label>${
      name === 'avatar' && face(toPersonCard(account), 'large')
    }<input type="file" id="${name}" name="${name}" accept="image/*">${
      account[name] !== null && checkbox(typed, `remove_${name}`, texts.remove, false)
    }</div>`;
  return html`${one('avatar')}${one('header')}<p class="note">${texts.imageNote}</p>`;
}

function fieldRows(screen: Screen, typed: Typed, own: readonly WrittenField[]): Markup[] {
  const texts = screen.texts.settings;
  const cell = (kind: 'name' | 'value', i: number, label: string, value: string, most: number) =>
    html`<input name="field_${kind}s[]" aria-label="${label}" placeholder="${label}" value="${
      typed.values[`field_${kind}_${i}`] ?? value
    }" maxlength="${most}" dir="auto">`;
  return Array.from({ length: FIELDS_MOST }, (_, i) => {
    const n = screen.say.number(i + 1);
    return html`<div class="pair">${cell('name', i, texts.fieldName(n), own[i]?.name ?? '', FIELD_NAME_MOST)}${cell(
      'value',
      i,
      texts.fieldValue(n),
      own[i]?.value ?? '',
      FIELD_VALUE_MOST,
    )}</div>`;
  });
}

function switches(screen: Screen, typed: Typed, account: AccountRow): Markup {
  const texts = screen.texts.settings;
  return html`${checkbox(typed, 'locked', texts.locked, account.locked === 1)}${checkbox(
    typed,
    'discoverable',
    texts.discoverable,
    account.discoverable === 1,
  )}${checkbox(typed, 'indexable', texts.indexable, account.indexable === 1)}${checkbox(
    typed,
    'show_collections',
    texts.showCollections,
    account.showCollections === 1,
  )}${checkbox(typed, 'bot', texts.bot, account.bot === 1)}`;
}

function defaults(screen: Screen, typed: Typed, user: UserRow): Markup {
  const texts = screen.texts.settings;
  const names = screen.texts.post.visibility;
  return html`${select(
    typed,
    'visibility',
    texts.defaultVisibility,
    VISIBILITIES.map((one) => [one, names[one]] as const),
    visibilityName(user.defaultVisibility),
  )}${select(
    typed,
    'language',
    texts.defaultLanguage,
    [['', screen.texts.compose.noLanguage], ...languageChoices(screen.reading.language)],
    user.defaultLanguage ?? '',
  )}${checkbox(typed, 'sensitive', texts.defaultSensitive, user.defaultSensitive === 1)}`;
}
