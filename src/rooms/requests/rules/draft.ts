import {
  ASKERS,
  type Asker,
  SECRET_REASONS,
  type SecretReason,
  WISHES,
  type Wish,
} from '#rooms/requests/rules/words.ts';
import { hashtagKey, isHashtag } from '#values/hashtag.ts';
import { isLanguage } from '#values/language.ts';
import { Refusal } from '#values/refusal.ts';

/** UTF-16 units. */
export const NAME_MOST = 200;
export const TEXT_MOST = 4_000;
export const CONTACT_MOST = 300;
export const LANGUAGES_MOST = 5;
const DAY_MS = 86_400_000;
/** How far away the day may be on which a confidential request opens. */
export const OPENS_MOST_DAYS = 2 * 366;

/** What somebody asks, as it was typed. Empty texts are left out. */
export type RequestDraft = {
  readonly asker: string;
  /** Who they say they are. */
  readonly name: string;
  readonly wish: string;
  readonly text: string;
  /** How to reach them. Never published. */
  readonly contact: string;
  readonly windowId: number | null;
  /** Language tags with commas between. */
  readonly languages: string;
  /** The hashtag under which a petition is carried on. */
  readonly hashtag: string;
  /** A confidential request opens on this day, `2026-12-31`. */
  readonly opensOn: string;
  /** Staff only: a confidential request that has no such day says why. */
  readonly secretBecause?: string | undefined;
};

/** A draft that was found good, in one spelling. */
export type CheckedRequest = {
  readonly asker: Asker;
  readonly wish: Wish;
  readonly name: string;
  readonly text: string;
  readonly contact: string;
  readonly windowId: number | null;
  readonly languages: string;
  readonly hashtag: { readonly key: string; readonly name: string } | null;
  readonly opensAt: number | null;
  readonly secretBecause: SecretReason | null;
};

/** Control characters, and marks that turn the direction of what stands behind them: they only serve to mislead. */
const MISLEADING = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const MISLEADING_BUT_BREAKS = /(?!\n)[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** Checks what somebody asks. Throws a Refusal that names the first wrong field. `now` in milliseconds. */
export function checkDraft(draft: RequestDraft, now: number): CheckedRequest {
  const asker = wordOf(ASKERS, draft.asker, 'kind');
  return {
    asker,
    name: textOf(lineOf(draft.name), NAME_MOST, 'name', true),
    wish: wordOf(WISHES, draft.wish, 'wish'),
    text: textOf(wordsOf(draft.text), TEXT_MOST, 'text', true),
    contact: textOf(lineOf(draft.contact), CONTACT_MOST, 'contact', false),
    windowId: draft.windowId,
    languages: languagesOf(draft.languages),
    hashtag: hashtagOf(draft.hashtag, asker),
    opensAt: openingDay(draft.opensOn, now),
    secretBecause: draft.secretBecause ? wordOf(SECRET_REASONS, draft.secretBecause, 'secret_because') : null,
  };
}

/** One of a closed list of words. */
export function wordOf<const T extends string>(words: readonly T[], given: string, field: string): T {
  const found = words.find((word) => word === given);
  if (found !== undefined) return found;
  throw new Refusal('invalid', `Validation failed: ${field} must be one of ${words.join(', ')}`, field);
}

/** A text within its bound; empty only where it may be left out. */
export function textOf(text: string, most: number, field: string, needed: boolean): string {
  if (needed && text === '')
    throw new Refusal('invalid', `Validation failed: ${field} can't be blank`, field);
  if (text.length > most)
    throw new Refusal('invalid', `Validation failed: ${field} is longer than ${most} characters`, field);
  if (!text.isWellFormed())
    throw new Refusal('invalid', `Validation failed: ${field} is not well-formed text`, field);
  return text;
}

/** A text of one line, without what could mislead. */
export function lineOf(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(MISLEADING, '').replace(/ {2,}/g, ' ').trim();
}

/** A text of several lines, without what could mislead. */
export function wordsOf(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(MISLEADING_BUT_BREAKS, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function languagesOf(given: string): string {
  const tags = [...new Set(given.split(/[\s,،]+/u).filter((tag) => tag !== ''))];
  if (tags.length <= LANGUAGES_MOST && tags.every(isLanguage)) return tags.join(', ');
  const wanted = `at most ${LANGUAGES_MOST} languages, for example "fa, en"`;
  throw new Refusal('invalid', `Validation failed: languages must be ${wanted}`, 'languages');
}

function hashtagOf(given: string, asker: Asker): CheckedRequest['hashtag'] {
  const name = lineOf(given).replace(/^[#＃]/u, '');
  if (name === '') return null;
  if (asker !== 'petition')
    throw new Refusal('invalid', 'Validation failed: hashtag is for petitions', 'hashtag');
  if (!isHashtag(name))
    throw new Refusal('invalid', 'Validation failed: hashtag must be one word', 'hashtag');
  return { key: hashtagKey(name), name };
}

/** The start of a day in UTC, after now and not too far away. */
function openingDay(given: string, now: number): number | null {
  const day = given.trim();
  if (day === '') return null;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (at > now && at <= now + OPENS_MOST_DAYS * DAY_MS) return at;
  const wanted = `a day to come, within ${OPENS_MOST_DAYS} days, for example 2026-12-31`;
  throw new Refusal('invalid', `Validation failed: opens_on must be ${wanted}`, 'opens_on');
}
