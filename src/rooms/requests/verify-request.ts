import { type House, submit } from '#machinery/house.ts';
import { record, type SealedText, sealText } from '#rooms/ledger/index.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { knownRequest } from '#rooms/requests/known-request.ts';
import { textOf, wordOf, wordsOf } from '#rooms/requests/rules/draft.ts';
import { PROOFS, type Proof } from '#rooms/requests/rules/words.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** UTF-16 units. */
export const PROOF_NOTE_MOST = 300;

type Body = { readonly number: number; readonly proof: Proof; readonly note: SealedText | null };

/** Staff say how they verified that a request comes from whom it claims. Both are public. Throws `conflict` when it is done. */
export async function verifyRequest(
  house: House,
  number: number,
  verified: { readonly proof: string; readonly note: string },
): Promise<void> {
  const proof = wordOf(PROOFS, verified.proof, 'proof');
  const note = textOf(wordsOf(verified.note), PROOF_NOTE_MOST, 'note', false);
  const body = { number, proof, note: note === '' ? null : sealText(house.world, note) };
  await submit(house, verifyRequestCommand, body);
}

export const verifyRequestCommand = defineCommand('verify-maintenance-request/1', (ctx, body: Body) => {
  const { number, proof, note } = body;
  if (knownRequest(ctx, number).proof !== null) throw new Refusal('conflict', 'It is verified already');
  const ledger = record(ctx, {
    kind: 'request-verified',
    about: `request/${number}`,
    facts: { standing: 'verified', proof },
    ...(note ? { texts: { note } } : {}),
  });
  ctx.of(requestStore).verify(number, { proof, note: note?.text ?? '', at: ctx.at, ledger });
  ctx.emit(requestChanged, { number, what: 'verified' });
  return {};
});
