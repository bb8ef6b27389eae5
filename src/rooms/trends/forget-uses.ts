import { type House, submit } from '#machinery/house.ts';
import { hourOf, tagUseStore } from '#rooms/hashtags/index.ts';
import { defineCommand } from '#view/command.ts';

const ROWS_MOST = 500;
const ROUNDS_MOST = 200;
/** A week is shown, a day more is kept. */
const KEPT_HOURS = 8 * 24;

/** Forgets who used which hashtag more than eight days ago, in small steps. */
export async function forgetUses(house: House): Promise<void> {
  const beforeHour = hourOf(house.world.now()) - KEPT_HOURS;
  for (let round = 0; round < ROUNDS_MOST; round++) {
    const { forgotten } = await submit(house, forgetUsesCommand, { beforeHour }, { lane: 'bulk' });
    if (forgotten < ROWS_MOST) return;
  }
}

export const forgetUsesCommand = defineCommand(
  'forget-tag-uses/1',
  (ctx, { beforeHour }: { readonly beforeHour: number }) => ({
    forgotten: ctx.of(tagUseStore).forget(beforeHour, ROWS_MOST),
  }),
);
