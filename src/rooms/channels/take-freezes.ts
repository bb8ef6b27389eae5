import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import type { House } from '#machinery/house.ts';
import { importFreezes } from '#rooms/channels/freeze.ts';
import { readCalendarText } from '#rooms/channels/look.ts';
import { egressOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';

const LIMITS = { bytesMost: 5_000_000, timeoutMs: 20_000, redirectsMost: 5, accept: 'text/calendar' };

/**
 * Takes times without work over from a calendar, under the name of its source. Refuses a calendar of which something cannot be
 * understood: half an import would leave open what should be closed.
 */
export async function takeFreezes(
  house: House,
  source: string,
  text: string,
): Promise<{ readonly imported: number }> {
  const told = readCalendarText(text);
  const doubt = typeof told === 'string' ? told : told.doubt;
  if (typeof told === 'string' || doubt !== null)
    throw new Refusal('invalid', `The calendar cannot be taken over: ${WHY[doubt ?? ''] ?? doubt}`, 'source');
  const periods = told.windows.map(({ name, startsAt, endsAt }) => ({ name, startsAt, endsAt }));
  return importFreezes(house, source, periods);
}

const WHY: Readonly<Record<string, string>> = {
  'no-calendar': 'it is no calendar',
  times: 'it has times that cannot be understood',
  repeats: 'it has events that repeat; write each of them out',
  'too-many': 'it has too many events',
};

/** Takes them over from an address, through the one way out. */
export async function fetchFreezes(
  house: House,
  url: string,
  source: string = url,
): Promise<{ readonly imported: number }> {
  const fetched = await fetchOutside(egressOf(house.view()), url, LIMITS);
  if (!fetched.ok) throw new Refusal('unavailable', `It could not be fetched: ${fetched.why}`, 'source');
  if (fetched.status !== 200)
    throw new Refusal('unavailable', `It could not be fetched: status ${fetched.status}`, 'source');
  return takeFreezes(house, source, fetched.body.toString('utf8'));
}
