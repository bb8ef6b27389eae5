import type { Egress, EgressFault } from '#machinery/egress/egress.ts';
import { isPublicAddress, plainAddress } from '#machinery/egress/public-address.ts';

export const URL_MOST = 2_000;
const PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** Where a hop leads. */
export type Target = {
  readonly url: URL;
  /** The host as connections want it: a name, or an address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The operator let it through: neither port nor address is asked. */
  readonly allowed: boolean;
};

/** Reads where a text leads, from `base` if it is a redirect. Undefined for what is never asked. */
export function readTarget(text: string, { allow }: Pick<Egress, 'allow'>, base?: URL): Target | undefined {
  const url = text.length <= URL_MOST ? URL.parse(text, base?.href) : null;
  const usual = url && PORTS[url.protocol];
  if (!url || usual === undefined || usual === null || url.username !== '' || url.password !== '')
    return undefined;
  const port = url.port === '' ? usual : url.port;
  const allowed = allow.has(`${url.hostname}:${port}`);
  const isOpen = allowed || Object.values(PORTS).includes(port);
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
  return isOpen && host !== '' ? { url, host, port: Number(port), allowed } : undefined;
}

export type Addresses =
  | { readonly ok: true; readonly addresses: readonly string[] }
  | { readonly ok: false; readonly why: EgressFault };

/** The addresses of a target, each of them checked. One that is not public refuses them all: names that have both are a trap. */
export async function addressesOf({ host, allowed }: Target, { resolve }: Egress): Promise<Addresses> {
  const own = plainAddress(host);
  const addresses = own === undefined ? await resolve(host).catch(() => []) : [own];
  if (addresses.length === 0) return { ok: false, why: 'name' };
  const good = allowed || addresses.every(isPublicAddress);
  return good ? { ok: true, addresses } : { ok: false, why: 'address' };
}
