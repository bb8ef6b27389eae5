import type { Typed } from '#pages/parts/field.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import type { Screen } from '#pages/screen.ts';
import { ANSWER_MOST } from '#rooms/requests/rules/answer.ts';
import { CONTACT_MOST, NAME_MOST, TEXT_MOST } from '#rooms/requests/rules/draft.ts';
import { PROOF_NOTE_MOST } from '#rooms/requests/verify-request.ts';
import { Refusal } from '#values/refusal.ts';

/** A refused form comes back with what was typed and what was wrong; faults and a busy server are told as such. */
export function typedAgain(
  screen: Screen,
  error: unknown,
  values: Readonly<Record<string, string>>,
): { readonly typed: Typed; readonly refusal: Refusal } {
  if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error;
  return { typed: { values, problem: sayProblem(screen, error), field: error.field }, refusal: error };
}

/** What a refusal means, in the reader's language: by its field, or by its kind. */
export function sayProblem(screen: Screen, refusal: Refusal): string {
  const { problems } = screen.texts.asks;
  if (refusal.kind === 'too-many') return problems.many;
  if (refusal.kind === 'conflict' || refusal.kind === 'gone') return problems.done;
  const most = (n: number) => screen.say.number(n);
  const byField: Readonly<Record<string, string>> = {
    kind: problems.kind,
    name: problems.name(most(NAME_MOST)),
    text: problems.text(most(TEXT_MOST)),
    contact: problems.contact(most(CONTACT_MOST)),
    languages: problems.languages,
    hashtag: problems.hashtag,
    opens_on: problems.opens,
    window: problems.window,
    wish: problems.wish,
    reason: problems.reason,
    proof: problems.proof,
    note: problems.note(most(PROOF_NOTE_MOST)),
    outcome: problems.outcome,
    answer: problems.answer(most(ANSWER_MOST)),
    changes: problems.changes,
    against: problems.against,
  };
  return byField[refusal.field ?? ''] ?? sayRefusal(screen.texts, refusal);
}
