import { isLanguage } from '#values/language.ts';
import { countCharacters } from '#values/length.ts';
import { Refusal } from '#values/refusal.ts';

export const DISPLAY_NAME_MOST = 30;
export const NOTE_MOST = 500;
export const FIELDS_MOST = 4;
export const FIELD_NAME_MOST = 255;
export const FIELD_VALUE_MOST = 255;
export const IMAGE_DESCRIPTION_MOST = 150;
export const DOMAINS_MOST = 10;
const DOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/;

/** A profile field as its owner writes it. */
export type WrittenField = { readonly name: string; readonly value: string };

/** What an owner may change of the texts of a profile; what is left out stays. */
export type ProfileTexts = {
  readonly displayName?: string | undefined;
  readonly note?: string | undefined;
  readonly fields?: readonly WrittenField[] | undefined;
  readonly location?: string | undefined;
  readonly avatarDescription?: string | undefined;
  readonly headerDescription?: string | undefined;
  readonly attributionDomains?: readonly string[] | undefined;
  readonly language?: string | undefined;
};

/** Refuses texts that are too long, and domains and languages that cannot be. */
export function checkProfile(texts: ProfileTexts): void {
  atMost(texts.displayName, DISPLAY_NAME_MOST, 'display_name', 'Display name');
  if (texts.note !== undefined && countCharacters(texts.note) > NOTE_MOST)
    throw tooLong('note', 'Note', NOTE_MOST);
  atMost(texts.avatarDescription, IMAGE_DESCRIPTION_MOST, 'avatar_description', 'Avatar description');
  atMost(texts.headerDescription, IMAGE_DESCRIPTION_MOST, 'header_description', 'Header description');
  atMost(texts.location, FIELD_VALUE_MOST, 'location', 'Location');
  checkFields(texts.fields ?? []);
  checkDomains(texts.attributionDomains ?? []);
  if (texts.language && !isLanguage(texts.language))
    throw new Refusal('invalid', 'Validation failed: Language is not known', 'source.language');
}

function checkFields(fields: readonly WrittenField[]): void {
  if (fields.length > FIELDS_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: Fields may be ${FIELDS_MOST} at most`,
      'fields_attributes',
    );
  for (const { name, value } of fields) {
    if (name === '')
      throw new Refusal(
        'invalid',
        'Validation failed: A field with a value needs a label',
        'fields_attributes',
      );
    atMost(name, FIELD_NAME_MOST, 'fields_attributes', 'Field label');
    atMost(value, FIELD_VALUE_MOST, 'fields_attributes', 'Field content');
  }
}

function checkDomains(domains: readonly string[]): void {
  const good = domains.length <= DOMAINS_MOST && domains.every((domain) => DOMAIN.test(domain));
  if (!good)
    throw new Refusal(
      'invalid',
      `Validation failed: Attribution domains must be ${DOMAINS_MOST} domain names at most`,
      'attribution_domains',
    );
}

function atMost(text: string | undefined, most: number, field: string, label: string): void {
  if (text !== undefined && [...text].length > most) throw tooLong(field, label, most);
}

function tooLong(field: string, label: string, most: number): Refusal {
  return new Refusal(
    'invalid',
    `Validation failed: ${label} is too long (maximum is ${most} characters)`,
    field,
  );
}
