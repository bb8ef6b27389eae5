import type { House } from '#machinery/house.ts';
import { userStore } from '#rooms/accounts/index.ts';
import { administratorLink } from '#rooms/oauth/one-time.ts';

/** While nobody runs this server, each start prints a fresh link that makes the administrator's account. */
export async function welcomeOperator(house: House, print: (line: string) => void): Promise<void> {
  if (house.view().of(userStore).hasAdmin()) return;
  print(`Make the administrator's account with this link (it works once): ${await administratorLink(house)}`);
}
