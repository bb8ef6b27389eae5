import { accountStore } from '#rooms/accounts/store.ts';
import { yearStart } from '#values/time.ts';
import { defineCommand } from '#view/command.ts';

const KEPT_MS = 30 * 86_400_000;
const ROWS_MOST = 400;
/** No account was made here before this year. */
const FIRST_YEAR = Date.UTC(2024, 0, 1);

/** The day an account was made is kept for thirty days, for limits on new accounts; then only the year remains. */
export const coarsenCreated = defineCommand('coarsen-created/1', (ctx, _body: object) => {
  const accounts = ctx.of(accountStore);
  const before = ctx.at - KEPT_MS;
  let left = ROWS_MOST;
  for (let year = yearStart(before), end = before; year >= FIRST_YEAR && left > 0; ) {
    const rows = accounts.madeBetween(year, end, left);
    for (const { id } of rows) accounts.setCreated(id, year);
    left -= rows.length;
    end = year;
    year = yearStart(year - 1);
  }
  return { more: left === 0 };
});
