import { type House, submit } from '#machinery/house.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { countPetitions } from '#rooms/requests/count-petitions.ts';
import { forgetContact } from '#rooms/requests/redact-request.ts';
import { openRequestCommand } from '#rooms/requests/release-request.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { contactStore } from '#rooms/requests/text-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
const AT_ONCE_MOST = 100;
/** How long it is kept how to reach who asked: after the last answer, and when there is none. */
export const CONTACT_ANSWERED_MS = 90 * DAY_MS;
export const CONTACT_UNANSWERED_MS = 366 * DAY_MS;

/** Opens the confidential requests whose day has come. */
export async function openDueRequests(house: House): Promise<void> {
  for (const number of house.view().of(requestStore).due(house.world.now(), AT_ONCE_MOST))
    await submit(house, openRequestCommand, { number }, { lane: 'bulk' });
}

/** Forgets how to reach those whose requests are long over. */
export async function forgetOldContacts(house: House): Promise<void> {
  const now = house.world.now();
  const [answered, received] = [now - CONTACT_ANSWERED_MS, now - CONTACT_UNANSWERED_MS];
  for (const number of house.view().of(contactStore).stale(answered, received, AT_ONCE_MOST))
    await forgetContact(house, number);
}

export const jobs: Jobs = {
  effects: [],
  periodic: [
    { name: 'open-requests', everyMs: MINUTE_MS, run: ({ house }) => openDueRequests(house) },
    { name: 'forget-contacts', everyMs: 60 * MINUTE_MS, run: ({ house }) => forgetOldContacts(house) },
    { name: 'count-petitions', everyMs: 10 * MINUTE_MS, run: ({ house }) => countPetitions(house) },
  ],
};
