import { isLanguage } from '#values/language.ts';
import { countCharacters } from '#values/length.ts';
import { Refusal } from '#values/refusal.ts';

export const LENGTH_MOST = 5_000;
/** UTF-16 units, since one character as readers see it can be made of any number of marks. */
export const UNITS_MOST = 100_000;
export const MEDIA_MOST = 4;
/** So few that a post and its edit stay under 500 rows with all that follows from them. */
export const MENTIONS_MOST = 50;
export const TAGS_MOST = 30;
/** Earlier wordings that are kept of one status. */
export const EDITS_MOST = 50;

/** What an author hands in. */
export type Draft = {
  readonly text: string;
  readonly spoiler: string;
  readonly mediaIds: readonly number[];
  readonly language?: string | null | undefined;
};

/** Refuses what may not be posted. `lengthMost` counts characters as clients do (a link is 23). */
export function checkDraft(draft: Draft, lengthMost = LENGTH_MOST): void {
  if (wordingOf(draft).text.trim() === '' && draft.mediaIds.length === 0)
    throw new Refusal('invalid', "Validation failed: Text can't be blank", 'status');
  if (isTooLong(draft, lengthMost))
    throw new Refusal(
      'invalid',
      `Validation failed: Text character limit of ${lengthMost} exceeded`,
      'status',
    );
  if (draft.mediaIds.length > MEDIA_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: Cannot attach more than ${MEDIA_MOST} files`,
      'media_ids',
    );
  if (draft.language && !isLanguage(draft.language))
    throw new Refusal('invalid', 'Validation failed: Language is not known', 'language');
}

/** Counting is dear, and nothing counts more than three times its length (a link of 8 characters counts 23). */
function isTooLong(draft: Draft, most: number): boolean {
  const units = draft.text.length + draft.spoiler.length;
  if (units > UNITS_MOST) return true;
  if (3 * units <= most) return false;
  return countCharacters(draft.text) + countCharacters(draft.spoiler) > most;
}

/** A warning with nothing behind it is the text itself. */
export function wordingOf(draft: Pick<Draft, 'text' | 'spoiler' | 'mediaIds'>) {
  const { text, spoiler, mediaIds } = draft;
  return text.trim() === '' && mediaIds.length === 0 ? { text: spoiler, spoiler: '' } : { text, spoiler };
}
