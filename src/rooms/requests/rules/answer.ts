import { textOf, wordOf, wordsOf } from '#rooms/requests/rules/draft.ts';
import { OUTCOMES, type Outcome } from '#rooms/requests/rules/words.ts';
import { Refusal } from '#values/refusal.ts';

/** UTF-16 units. */
export const ANSWER_MOST = 4_000;
export const REFERENCES_MOST = 20;
/** A request can be answered anew, as when its window moves; each answer stays on the record. */
export const ANSWERS_MOST = 10;

/** Entries of the ledger by which a published bound or weight was changed, or the work itself. */
const CHANGE = /^(?:window-(?:bounded|moved|cancelled)|group-(?:protected|unprotected)|freeze-[a-z-]{1,40})$/;

export function isChange(entry: { readonly kind: string } | undefined): boolean {
  return entry !== undefined && CHANGE.test(entry.kind);
}

/** A public answer, as staff wrote it. */
export type AnswerDraft = {
  readonly outcome: string;
  /** The reasons, in words for everybody. */
  readonly text: string;
  /** Places on the ledger where the bound or weight stands that was changed. */
  readonly changes: readonly number[];
  /** Numbers of requests that this one could not be reconciled with. */
  readonly against: readonly number[];
};

export type CheckedAnswer = AnswerDraft & { readonly outcome: Outcome };

/**
 * Checks an answer. What is granted, wholly or partly, must name the published bound or weight that was changed for it: a
 * request never reaches the advice in any other way.
 */
export function checkAnswer(draft: AnswerDraft): CheckedAnswer {
  const outcome = wordOf(OUTCOMES, draft.outcome, 'outcome');
  const text = textOf(wordsOf(draft.text), ANSWER_MOST, 'answer', true);
  const granted = outcome === 'granted' || outcome === 'partly';
  if (granted && draft.changes.length === 0)
    throw new Refusal(
      'invalid',
      'Validation failed: changes must name where on the ledger the bound or weight was changed',
      'changes',
    );
  if (!granted && draft.changes.length > 0)
    throw new Refusal('invalid', 'Validation failed: changes are for what is granted', 'changes');
  checkReferences(draft.changes, 'changes');
  checkReferences(draft.against, 'against');
  return { outcome, text, changes: unique(draft.changes), against: unique(draft.against) };
}

function checkReferences(references: readonly number[], field: string): void {
  const good = references.every((one) => Number.isSafeInteger(one) && one >= 0);
  if (good && references.length <= REFERENCES_MOST) return;
  throw new Refusal(
    'invalid',
    `Validation failed: ${field} must be at most ${REFERENCES_MOST} numbers`,
    field,
  );
}

function unique(numbers: readonly number[]): readonly number[] {
  return [...new Set(numbers)];
}
