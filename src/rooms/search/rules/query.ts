import { foldText } from '#values/fold.ts';
import { timedIdAt } from '#values/ids.ts';

/** A search for posts, understood. Ids of posts lie in time, so times are bounds of ids. */
export type PostQuery = {
  /** Folded words and phrases that must, and must not, stand in the post. */
  readonly words: readonly string[];
  readonly without: readonly string[];
  /** `name` or `name@domain` of the author; `me` for the viewer. */
  readonly from: readonly string[];
  /** Marks that must, and must not, be on the post: see rules/marks.ts. */
  readonly marks: readonly string[];
  readonly withoutMarks: readonly string[];
  readonly scope: 'all' | 'library' | 'public';
  readonly above: number;
  readonly below: number;
};

export const QUERY_MOST = 500;
const TERMS_MOST = 20;
const DAY_MS = 86_400_000;
const TERM = /(-?)(?:([a-z]+):)?(?:"([^"]*)"?|(\S+))/giu;
const HAS = new Set(['media', 'image', 'link', 'poll', 'video', 'audio']);
const IS = new Set(['reply', 'sensitive']);

type Draft = {
  -readonly [K in keyof PostQuery]: PostQuery[K] extends readonly string[] ? string[] : PostQuery[K];
};

/**
 * Reads words, "phrases", -negations and the operators from: has: is: language: before: after: during: in:.
 * An operator it does not know is searched as words.
 */
export function parseQuery(text: string): PostQuery {
  const query: Draft = {
    words: [],
    without: [],
    from: [],
    marks: [],
    withoutMarks: [],
    scope: 'all',
    above: 0,
    below: Number.MAX_SAFE_INTEGER,
  };
  let terms = 0;
  for (const [whole, minus, operator, phrase, word] of text.slice(0, QUERY_MOST).matchAll(TERM)) {
    if (++terms > TERMS_MOST) break;
    const value = phrase ?? word ?? '';
    const known = operator !== undefined && apply(query, operator.toLowerCase(), value, minus === '-');
    if (!known)
      addWords(minus === '-' ? query.without : query.words, operator ? whole.replace(/^-/, '') : value);
  }
  return query;
}

/** Carries out an operator; false when it is none. */
function apply(query: Draft, operator: string, value: string, not: boolean): boolean {
  const marks = not ? query.withoutMarks : query.marks;
  if (operator === 'from' && !not) query.from.push(value.replace(/^@/, '').toLowerCase());
  else if (operator === 'has' && HAS.has(value)) marks.push(`has${value}`);
  else if (operator === 'is' && IS.has(value)) marks.push(`is${value}`);
  else if (operator === 'language' && /^[a-z]{2,3}$/i.test(value)) marks.push(`lang${value.toLowerCase()}`);
  else if (operator === 'in' && /^(all|library|public)$/.test(value))
    query.scope = value as PostQuery['scope'];
  else return applyTime(query, operator, value);
  return true;
}

function applyTime(query: Draft, operator: string, value: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(day)) return false;
  if (operator === 'before' || operator === 'during')
    query.below = Math.min(query.below, timedIdAt(operator === 'before' ? day : day + DAY_MS));
  if (operator === 'after' || operator === 'during')
    query.above = Math.max(query.above, timedIdAt(operator === 'after' ? day + DAY_MS : day) - 1);
  return ['before', 'after', 'during'].includes(operator);
}

function addWords(list: string[], text: string): void {
  const folded = foldText(text)
    .replace(/[^\p{L}\p{N}\p{Co}]+/gu, ' ')
    .trim();
  if (folded !== '') list.push(folded);
}
