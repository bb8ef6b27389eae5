import { type House, submit } from '#machinery/house.ts';
import { record, redactTexts } from '#rooms/ledger/index.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { knownRequest } from '#rooms/requests/known-request.ts';
import { petitionStore } from '#rooms/requests/petition-store.ts';
import { wordOf } from '#rooms/requests/rules/draft.ts';
import { HIDING_REASONS, type HidingReason } from '#rooms/requests/rules/words.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { contactStore, textStore } from '#rooms/requests/text-store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/**
 * Takes the words of a request away for good, with their salts and the contact; that it was there, how it was answered and why
 * it was redacted stays. Throws `gone` when they are gone already.
 */
export async function redactRequest(house: House, number: number, reason: string): Promise<void> {
  const because = wordOf(HIDING_REASONS, reason, 'reason');
  await submit(house, redactRequestCommand, { number, because });
}

export const redactRequestCommand = defineCommand(
  'redact-maintenance-request/1',
  (ctx, { number, because }: { readonly number: number; readonly because: HidingReason }) => {
    const request = knownRequest(ctx, number);
    if (request.publication === 'redacted') throw new Refusal('gone', 'Its words are gone already');
    redactTexts(ctx, request.ledger);
    record(ctx, { kind: 'request-redacted', about: `request/${number}`, facts: { reason: because } });
    ctx.of(textStore).remove(number);
    ctx.of(contactStore).remove(number);
    ctx.of(petitionStore).remove(number);
    ctx.of(requestStore).publish(number, 'redacted', because);
    ctx.emit(requestChanged, { number, what: 'redacted' });
    return {};
  },
);

/** Forgets how to reach who asked. It was never public, so the ledger does not mention it. Whether there was anything. */
export async function forgetContact(house: House, number: number): Promise<boolean> {
  const { forgotten } = await submit(house, forgetContactCommand, { number });
  return forgotten;
}

export const forgetContactCommand = defineCommand(
  'forget-request-contact/1',
  (ctx, { number }: { readonly number: number }) => {
    knownRequest(ctx, number);
    return { forgotten: ctx.of(contactStore).remove(number) };
  },
);
