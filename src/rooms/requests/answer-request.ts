import { type House, submit } from '#machinery/house.ts';
import { entryAt, record, type SealedText, sealText } from '#rooms/ledger/index.ts';
import { type AnswerRow, answerStore } from '#rooms/requests/answer-store.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { knownRequest } from '#rooms/requests/known-request.ts';
import {
  ANSWERS_MOST,
  type AnswerDraft,
  type CheckedAnswer,
  checkAnswer,
  isChange,
} from '#rooms/requests/rules/answer.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

type Body = { readonly number: number; readonly answer: CheckedAnswer; readonly sealed: SealedText };

type NewAnswer = Omit<AnswerRow, 'n' | 'at' | 'ledger'> & { readonly sealed?: SealedText };

/**
 * Answers a request in public, with reasons. What is granted names the places on the ledger where a bound or weight was
 * changed for it. A request may be answered again; every answer stays. Throws `invalid` with the field.
 */
export async function answerRequest(house: House, number: number, draft: AnswerDraft): Promise<void> {
  const answer = checkAnswer(draft);
  const body: Body = { number, answer, sealed: sealText(house.world, answer.text) };
  await submit(house, answerRequestCommand, body);
}

export const answerRequestCommand = defineCommand('answer-maintenance-request/1', (ctx, body: Body) => {
  const { number, answer, sealed } = body;
  knownRequest(ctx, number);
  if (ctx.of(answerStore).count(number) >= ANSWERS_MOST)
    throw new Refusal('conflict', `A request is answered at most ${ANSWERS_MOST} times`);
  for (const index of answer.changes) checkChange(ctx, index);
  for (const other of answer.against)
    if (other === number || !ctx.of(requestStore).byNumber(other))
      throw new Refusal('invalid', `Validation failed: against names ${other}, no other request`, 'against');
  addAnswer(ctx, { ...answer, number, reason: null, sealed });
  return {};
});

function checkChange(ctx: ApplyContext, index: number): void {
  if (isChange(entryAt(ctx, index))) return;
  const message = `Validation failed: changes names ${index}, where no bound or weight was changed`;
  throw new Refusal('invalid', message, 'changes');
}

/** Puts an answer on the record: on the ledger and beside the request. For use inside apply. */
export function addAnswer(ctx: ApplyContext, { sealed, ...answer }: NewAnswer): void {
  const { number, outcome, reason, changes, against } = answer;
  const n = ctx.of(answerStore).count(number) + 1;
  const ledger = record(ctx, {
    kind: 'request-answered',
    about: `request/${number}`,
    facts: {
      outcome,
      reason,
      by: reason === null ? 'staff' : 'itself',
      changes: changes.map((index) => `entry/${index}`),
      against: against.map((other) => `request/${other}`),
    },
    ...(sealed ? { texts: { text: sealed } } : {}),
  });
  ctx.of(answerStore).insert({ ...answer, n, at: ctx.at, ledger });
  ctx.of(requestStore).answer(number, outcome);
  ctx.emit(requestChanged, { number, what: 'answered' });
}
