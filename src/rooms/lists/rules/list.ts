import { Refusal } from '#values/refusal.ts';

export const LISTS_MOST = 50;
export const MEMBERS_MOST = 5_000;
export const TITLE_MOST = 255;

/** Which answers a list shows: to anyone its owner follows, to members of the list, none. */
export const REPLIES_POLICIES = ['followed', 'list', 'none'] as const;
export type RepliesPolicy = (typeof REPLIES_POLICIES)[number];

/** Refuses a title of nothing or too much. */
export function checkTitle(title: string): void {
  if (title.trim() === '') throw new Refusal('invalid', "Validation failed: Title can't be blank", 'title');
  if (title.length > TITLE_MOST)
    throw new Refusal('invalid', `Validation failed: Title is longer than ${TITLE_MOST} characters`, 'title');
}

/** Refuses one list too many. */
export function checkLists(present: number): void {
  if (present >= LISTS_MOST)
    throw new Refusal('invalid', `Validation failed: Nobody has more than ${LISTS_MOST} lists`);
}

/** Refuses somebody who is not followed, and one member too many. */
export function checkMember(known: boolean, present: number): void {
  if (!known) throw new Refusal('not-found', 'Record not found');
  if (present >= MEMBERS_MOST)
    throw new Refusal('invalid', `Validation failed: A list has at most ${MEMBERS_MOST} accounts`);
}
