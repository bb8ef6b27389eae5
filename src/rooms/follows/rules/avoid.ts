import { domainToASCII } from 'node:url';
import { Refusal } from '#values/refusal.ts';

export const BLOCKS_MOST = 20_000;
export const DOMAIN_BLOCKS_MOST = 1_000;
export const MUTE_SECONDS_MOST = 10 * 365 * 86_400;
const DOMAIN_LENGTH_MOST = 253;

/** Refuses to block or mute oneself, or more accounts than the gate can keep in memory. */
export function checkAvoid(self: boolean, targetThere: boolean, already: number): void {
  if (!targetThere) throw new Refusal('not-found', 'Record not found');
  if (self) throw new Refusal('forbidden', 'This action is not allowed');
  if (already >= BLOCKS_MOST)
    throw new Refusal('invalid', `Validation failed: There can be no more than ${BLOCKS_MOST} of these`);
}

export function checkDomains(already: number): void {
  if (already >= DOMAIN_BLOCKS_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: There can be no more than ${DOMAIN_BLOCKS_MOST} of these`,
    );
}

/** A server's name as it stands behind handles: lower case, without address parts. Refuses what is none. */
export function domainFrom(input: string, own: string): string {
  const text = input
    .trim()
    .replace(/^(https?:\/\/|@)/i, '')
    .replace(/[/?#].*$/, '');
  const [name, port] = text.split(':');
  const ascii = domainToASCII(name ?? '');
  const fits = ascii !== '' && ascii.length <= DOMAIN_LENGTH_MOST && /^[a-z0-9.-]+$/.test(ascii);
  if (!fits || (port !== undefined && !/^\d{1,5}$/.test(port)))
    throw new Refusal('invalid', 'Validation failed: Domain is not a server name', 'domain');
  const domain = port === undefined ? ascii : `${ascii}:${port}`;
  if (domain === own)
    throw new Refusal('invalid', 'Validation failed: Domain is the one of this server', 'domain');
  return domain;
}
