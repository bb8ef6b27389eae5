import { type House, submit } from '#machinery/house.ts';
import { accountCards } from '#rooms/accounts/index.ts';
import { AGE_LEAST_MS, bucketOf } from '#rooms/activity/rules/week.ts';
import { countStore } from '#rooms/activity/store.ts';
import { defineCommand } from '#view/command.ts';

/** Signed-in people who did anything at all, reading included. */
export const HERE = 'here';
const ACCOUNTS_MOST = 1_000_000;

/**
 * Counts in this process's memory who is here, each account of a week or more once a quarter of an hour. When one is over only the number is
 * submitted, and the accounts are forgotten. With several web processes somebody who reaches two of them counts twice.
 */
export function countReaders(house: House, report: (what: string, error: unknown) => void) {
  let bucket = 0;
  let here = new Set<number>();
  return (accountId: number): void => {
    const now = bucketOf(house.world.now());
    if (now !== bucket) {
      if (here.size > 0)
        tell(house, bucket, here.size).catch((error) => report('readers were not counted', error));
      bucket = now;
      here = new Set();
    }
    if (here.size < ACCOUNTS_MOST && !here.has(accountId) && isOldEnough(house, accountId))
      here.add(accountId);
  };
}

function isOldEnough(house: House, accountId: number): boolean {
  const account = house.view().keep(accountCards).byId(accountId);
  return account !== undefined && account.createdOn <= house.world.now() - AGE_LEAST_MS;
}

async function tell(house: House, bucket: number, accounts: number): Promise<void> {
  await submit(house, countReadersCommand, { bucket, accounts }, { lane: 'bulk' });
}

type Body = { readonly bucket: number; readonly accounts: number };

export const countReadersCommand = defineCommand('count-readers/1', (ctx, { bucket, accounts }: Body) => {
  ctx.of(countStore).add(HERE, bucket, accounts);
  return {};
});
