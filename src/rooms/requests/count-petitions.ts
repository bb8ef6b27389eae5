import { type House, submit } from '#machinery/house.ts';
import { record } from '#rooms/ledger/index.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { petitionStore } from '#rooms/requests/petition-store.ts';
import { stepOf } from '#rooms/requests/rules/petition.ts';
import { defineCommand } from '#view/command.ts';

/** Petitions that are counted at a time, the latest first. */
export const PETITIONS_MOST = 50;

/** Counts all petitions that run, and says which of them reached another step. */
export async function countPetitions(house: House): Promise<void> {
  const petitions = house.view().of(petitionStore).running(house.world.now(), PETITIONS_MOST);
  for (const petition of petitions) {
    const step = stepOf(house.view().of(petitionStore).accounts(petition));
    if (step !== petition.step)
      await submit(house, countPetitionCommand, { number: petition.number, step }, { lane: 'bulk' });
  }
}

/** Only the step travels: the log knows no more than everybody. Nothing happens when it was reached before or the petition is gone. */
export const countPetitionCommand = defineCommand(
  'count-petition/1',
  (ctx, { number, step }: { readonly number: number; readonly step: number }) => {
    const [petition] = ctx.of(petitionStore).of([number]);
    if (!petition || petition.step === step) return {};
    const ledger = record(ctx, {
      kind: 'petition-counted',
      about: `request/${number}`,
      facts: { atLeast: step, method: 'local-accounts-older-than-notice' },
    });
    ctx.of(petitionStore).count(number, step, ctx.at, ledger);
    ctx.emit(requestChanged, { number, what: 'counted' });
    return {};
  },
);
