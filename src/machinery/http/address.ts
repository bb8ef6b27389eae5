import { BlockList, isIP } from 'node:net';

/** Which peers may say for whom they speak (addresses or CIDR ranges). Throws on a malformed one. */
export function trustedProxies(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address, bits] = range.split('/');
    const kind = isIP(address!);
    if (kind === 0) throw new Error(`${range} is not an address or range`);
    const family = kind === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address!, family);
    else list.addSubnet(address!, Number(bits), family);
  }
  return list;
}

/** The client's address: from the right of X-Forwarded-For, the first one that is no trusted proxy. Forged chains change nothing. */
export function clientAddress(peer: string, forwarded: string | undefined, trusted: BlockList): string {
  const chain = [...(forwarded?.split(',').map((part) => part.trim()) ?? []), peer];
  for (let i = chain.length - 1; i > 0; i--) {
    const address = bare(chain[i]!);
    const kind = isIP(address);
    if (kind === 0) return peer;
    if (!trusted.check(address, kind === 6 ? 'ipv6' : 'ipv4')) return address;
  }
  return isIP(bare(chain[0]!)) ? bare(chain[0]!) : peer;
}

function bare(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
