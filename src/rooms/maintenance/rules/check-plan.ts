import { overlaps } from '#rooms/maintenance/rules/overlap.ts';
import {
  EFFECTS,
  KINDS,
  type MaintenanceWindow,
  PARTS,
  type WindowKind,
} from '#rooms/maintenance/rules/window.ts';
import { Refusal } from '#values/refusal.ts';

export const TITLE_MOST = 200;
export const DESCRIPTION_MOST = 5_000;
export const REASON_MOST = 2_000;
export const UPDATE_MOST = 5_000;
/** Updates of one window, windows that are planned or under way. */
export const UPDATES_MOST = 200;
export const OPEN_MOST = 200;
export const SLOTS_MOST = 200;
export const LENGTH_LEAST_MS = 60_000;
export const LENGTH_MOST_MS = 60 * 86_400_000;
export const AHEAD_MOST_MS = 5 * 366 * 86_400_000;

type Slot = { readonly startsAt: number; readonly endsAt: number };
type Bounds = { readonly earliest: number | null; readonly latest: number | null };

function refuse(message: string, field: string): never {
  throw new Refusal('invalid', message, field);
}

/** Refuses a text of nothing or too much. */
export function checkText(text: string, field: string, most: number, least = 1): void {
  if (text.trim().length < least) refuse(`A ${field} is needed`, field);
  if (text.length > most) refuse(`The ${field} is longer than ${most} characters`, field);
  if (!text.isWellFormed()) refuse(`The ${field} is not well-formed text`, field);
}

function oneOf<T extends string>(choices: readonly T[], value: string, field: string): T {
  return (
    choices.find((choice) => choice === value) ??
    refuse(`The ${field} is one of ${choices.join(', ')}`, field)
  );
}

/** The kind of work a word names. */
export function kindNamed(word: string): WindowKind {
  return oneOf(KINDS, word, 'kind');
}

/** What people are to expect, by its word. */
export function effectNamed(word: string): MaintenanceWindow['effect'] {
  return oneOf(EFFECTS, word, 'effect');
}

/** The parts that words name, each once and in the order of `PARTS`. */
export function partsNamed(names: readonly string[]): MaintenanceWindow['parts'] {
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown !== undefined) refuse(`There is no part "${unknown}"; there are ${PARTS.join(', ')}`, 'parts');
  return PARTS.filter((part) => names.includes(part));
}

/** Work that nobody feels needs no part; any other effect says where it is felt. */
export function checkEffect(effect: MaintenanceWindow['effect'], parts: readonly string[]): void {
  if (effect !== 'none' && parts.length === 0)
    refuse(`Say which parts will be ${effect}: one or more of ${PARTS.join(', ')}`, 'parts');
}

/** Refuses a slot that nobody can mean: backwards, too short or long, in the past, too far away. */
export function checkSlot({ startsAt, endsAt }: Slot, at: number): void {
  checkLength({ startsAt, endsAt });
  if (startsAt <= at) refuse('The start lies in the past', 'startsAt');
  if (startsAt > at + AHEAD_MOST_MS) refuse('The start lies more than five years ahead', 'startsAt');
}

export function checkLength({ startsAt, endsAt }: Slot): void {
  if (!Number.isSafeInteger(startsAt)) refuse('The start is not a time', 'startsAt');
  if (!Number.isSafeInteger(endsAt)) refuse('The end is not a time', 'endsAt');
  if (endsAt <= startsAt) refuse('The end lies before the start', 'endsAt');
  if (endsAt - startsAt < LENGTH_LEAST_MS) refuse('A window is at least a minute long', 'endsAt');
  if (endsAt - startsAt > LENGTH_MOST_MS) refuse('A window is at most 60 days long', 'endsAt');
}

/** Refuses bounds that no slot fits into, and a slot outside them. */
export function checkBounds({ startsAt, endsAt }: Slot, { earliest, latest }: Bounds): void {
  if (earliest !== null && latest !== null && latest - earliest < endsAt - startsAt)
    refuse('The work does not fit between the earliest start and the latest end', 'latest');
  if (earliest !== null && startsAt < earliest)
    refuse('It would start before the earliest start', 'startsAt');
  if (latest !== null && endsAt > latest) refuse('It would end after the latest end', 'endsAt');
}

type Placed = Slot & Pick<MaintenanceWindow, 'id' | 'title'>;

/** Those of the open windows that a slot falls into. Refuses them unless the operator plans it even though. */
export function checkOverlap(slot: Slot, others: readonly Placed[], evenThough: boolean): readonly number[] {
  const met = others.filter((other) => overlaps(slot, other));
  if (met.length > 0 && !evenThough) {
    const names = met.map(({ id, title }) => `"${title}" (${id})`).join(', ');
    throw new Refusal(
      'conflict',
      `It overlaps ${names}. Plan it even though, if that is meant; it will be on the record`,
      'evenThough',
    );
  }
  return met.map(({ id }) => id);
}
