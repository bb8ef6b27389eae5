import type { ArchivePerson } from '#rooms/archive/rules/post.ts';
import { countCharacters } from '#values/length.ts';
import { findMentions } from '#values/mention.ts';

/** What a profile here may hold. */
export type ProfileLimits = {
  readonly displayName: number;
  readonly note: number;
  readonly fields: number;
  readonly fieldName: number;
  readonly fieldValue: number;
};

export type FittedProfile = {
  readonly displayName: string;
  readonly note: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
};

/** An archive's profile cut to what fits here. A bare `@name` gets its service's name, since it means nobody here. */
export function fitProfile(person: ArchivePerson, service: string, limits: ProfileLimits): FittedProfile {
  return {
    displayName: person.displayName.trim().slice(0, limits.displayName).toWellFormed(),
    note: cut(named(person.note, service), limits.note),
    fields: person.fields.slice(0, limits.fields).map((field) => ({
      name: field.name.slice(0, limits.fieldName).toWellFormed(),
      value: named(field.value, service).slice(0, limits.fieldValue).toWellFormed(),
    })),
  };
}

function named(text: string, service: string): string {
  let whole = '';
  let at = 0;
  for (const mention of findMentions(text)) {
    whole += text.slice(at, mention.end) + (mention.domain === undefined ? `@${service}` : '');
    at = mention.end;
  }
  return whole + text.slice(at);
}

function cut(text: string, most: number): string {
  const signs = [...text];
  while (countCharacters(signs.join('')) > most) signs.length -= 1;
  return signs.join('').trim();
}
