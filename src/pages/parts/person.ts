import type { PersonCard } from '#pages/cards.ts';
import { html, type Markup } from '#pages/markup.ts';

/** A person's picture, or their first letter on a colour of their own: no request for it. Says nothing aloud. */
export function face(person: PersonCard, size: 'small' | 'middle' | 'large' = 'middle'): Markup {
  if (person.avatar === undefined)
    return html`<span class="face ${size} f${hueOf(person.id)}" aria-hidden="true">${firstLetter(person.name)}</span>`;
  const pixels = { small: 24, middle: 46, large: 92 }[size];
  return html`<img class="face ${size}" src="${person.avatar}" alt="" width="${pixels}" height="${pixels}" loading="lazy" decoding="async">`;
}

/** Name and handle, each isolated, so that neither turns the other around. */
export function nameOf(person: PersonCard): Markup {
  return html`<bdi class="name">${person.name}</bdi> <bdi class="handle" dir="ltr">${person.handle}</bdi>`;
}

/** A link to a person by their name alone. */
export function personLink(person: PersonCard): Markup {
  return html`<a href="${person.href}"><bdi>${person.name}</bdi></a>`;
}

/** One row of a list of people. */
export function personRow(person: PersonCard, side?: Markup): Markup {
  return html`<li class="person">${face(person)}<a class="who" href="${person.href}">${nameOf(person)}</a>${side}</li>`;
}

const HUES = 8;

/** Stays with the account, and is no secret: ids are random. */
function hueOf(id: string): number {
  return Number(id.slice(-4)) % HUES;
}

function firstLetter(name: string): string {
  return /\p{L}|\p{N}/u.exec(name)?.[0] ?? '·';
}
