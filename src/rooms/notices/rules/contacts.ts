import type { Draft } from '#rooms/notices/rules/draft.ts';

/** Providers known to send the standard's notices. Some of them name no ORGANIZER; whom to answer stands in the contract with them. */
const KNOWN_SENDERS = new Set('arelion telia eunetworks exa gtt ntt packetfabric pccw telstra'.split(' '));

/** Whether somebody can be asked about a notice that names no ORGANIZER: the sender of its mail, or a provider known for it. */
export function contactKnown({ provider, mail }: Pick<Draft, 'provider' | 'mail'>): boolean {
  if (mail?.from) return true;
  const words = (provider ?? '').toLowerCase().split(/[^a-z0-9]+/);
  return words.some((word) => KNOWN_SENDERS.has(word));
}
