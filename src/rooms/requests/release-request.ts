import { type House, submit } from '#machinery/house.ts';
import { record, releaseTexts } from '#rooms/ledger/index.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { knownRequest } from '#rooms/requests/known-request.ts';
import { wordOf } from '#rooms/requests/rules/draft.ts';
import { HIDING_REASONS, type HidingReason } from '#rooms/requests/rules/words.ts';
import { type RequestRow, requestStore } from '#rooms/requests/store.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

type Numbered = { readonly number: number };

/** `released`: the words are public now. `checked`: they become so when their day comes. */
export type Release = { readonly became: 'released' | 'checked' };

/**
 * Staff let the words of a request be read by all, at once or, when it is confidential, on its day. Throws `conflict` when they
 * are public already, gone, or have no day.
 */
export function releaseRequest(house: House, number: number): Promise<Release> {
  return submit(house, releaseRequestCommand, { number });
}

/** Staff refuse to publish the words of a request, for a reason that is published. The entry stays. */
export async function withholdRequest(house: House, number: number, reason: string): Promise<void> {
  const because = wordOf(HIDING_REASONS, reason, 'reason');
  await submit(house, withholdRequestCommand, { number, because });
}

export const releaseRequestCommand = defineCommand(
  'release-maintenance-request/1',
  (ctx, { number }: Numbered): Release => {
    const request = knownRequest(ctx, number);
    checkStillHidden(request);
    if (request.secretBecause !== null)
      throw new Refusal('conflict', `It stays confidential: ${request.secretBecause}`);
    if (request.opensAt === null || request.opensAt <= ctx.at) {
      publish(ctx, request, 'request-released');
      return { became: 'released' };
    }
    if (request.publication === 'waiting' && request.checked === 1)
      throw new Refusal('conflict', `It opens at ${iso(request.opensAt)}`);
    ctx.of(requestStore).publish(number, 'waiting', null);
    record(ctx, {
      kind: 'request-checked',
      about: `request/${number}`,
      facts: { opensAt: iso(request.opensAt) },
    });
    ctx.emit(requestChanged, { number, what: 'checked' });
    return { became: 'checked' };
  },
);

/** The day of a confidential request has come. Does nothing when it was opened or hidden meanwhile. */
export const openRequestCommand = defineCommand('open-maintenance-request/1', (ctx, { number }: Numbered) => {
  const request = knownRequest(ctx, number);
  const isDue = request.checked === 1 && request.opensAt !== null && request.opensAt <= ctx.at;
  if (request.publication === 'waiting' && isDue) publish(ctx, request, 'request-opened');
  return {};
});

export const withholdRequestCommand = defineCommand(
  'withhold-maintenance-request/1',
  (ctx, { number, because }: Numbered & { readonly because: HidingReason }) => {
    const request = knownRequest(ctx, number);
    if (request.publication !== 'waiting')
      throw new Refusal('conflict', 'Its words are published or hidden already');
    ctx.of(requestStore).publish(number, 'withheld', because);
    record(ctx, { kind: 'request-withheld', about: `request/${number}`, facts: { reason: because } });
    ctx.emit(requestChanged, { number, what: 'withheld' });
    return {};
  },
);

function checkStillHidden({ publication }: RequestRow): void {
  if (publication === 'released') throw new Refusal('conflict', 'Its words are published already');
  if (publication === 'redacted') throw new Refusal('gone', 'Its words are gone');
}

function publish(ctx: ApplyContext, { number, ledger }: RequestRow, kind: string): void {
  releaseTexts(ctx, ledger);
  record(ctx, { kind, about: `request/${number}`, facts: {} });
  ctx.of(requestStore).publish(number, 'released', null);
  ctx.emit(requestChanged, { number, what: 'released' });
}
