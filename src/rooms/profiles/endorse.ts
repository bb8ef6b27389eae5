import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { relationStore } from '#rooms/follows/index.ts';
import { profileStore } from '#rooms/profiles/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export const ENDORSEMENTS_MOST = 100;

type Pair = { readonly accountId: number; readonly targetId: number };

/** Shows an account that one follows on one's own profile. Refuses one that is not followed, and too many. */
export async function endorse(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, endorseCommand, { accountId, targetId });
}

export const endorseCommand = defineCommand('endorse/1', (ctx, body: Pair) => {
  requireActive(ctx, body.accountId);
  if (!ctx.of(relationStore).follows(body.accountId, body.targetId))
    throw new Refusal(
      'invalid',
      'Validation failed: You must be already following the person you want to endorse',
    );
  const store = ctx.of(profileStore);
  if (store.endorsements(body.accountId) >= ENDORSEMENTS_MOST)
    throw new Refusal('invalid', `Validation failed: ${ENDORSEMENTS_MOST} accounts can be featured at most`);
  store.endorse(body.accountId, body.targetId, ctx.seq);
  return {};
});

export async function unendorse(house: House, accountId: number, targetId: number): Promise<void> {
  await submit(house, unendorseCommand, { accountId, targetId });
}

export const unendorseCommand = defineCommand('unendorse/1', (ctx, body: Pair) => {
  ctx.of(profileStore).unendorse(body.accountId, body.targetId);
  return {};
});
