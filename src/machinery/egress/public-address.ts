import { BlockList, isIP, isIPv4 } from 'node:net';
import { CARRIES_V4, GLOBAL_V6, SPECIAL_V4, SPECIAL_V6 } from '#machinery/egress/special-addresses.ts';

/** Longer texts are no address in any notation. */
export const NOTATION_MOST = 300;

const specialV4 = blockList(
  SPECIAL_V4.map(([block]) => block),
  'ipv4',
);
const specialV6 = blockList(
  SPECIAL_V6.map(([block]) => block),
  'ipv6',
);
const globalV6 = blockList([GLOBAL_V6], 'ipv6');
const carriers = blockList(CARRIES_V4, 'ipv6');

function blockList(blocks: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList();
  for (const block of blocks) {
    const [address, bits] = block.split('/');
    list.addSubnet(address!, Number(bits), family);
  }
  return list;
}

/**
 * Whether a text is an address of the public internet, in whatever notation: decimal, octal, hexadecimal, short,
 * percent-encoded, in brackets, with full-width digits or ideographic dots. False for all that is private or special,
 * carries such an address inside it, could be read as one, or is no address at all.
 */
export function isPublicAddress(text: string): boolean {
  const plain = plainAddress(text);
  if (plain === undefined) return false;
  if (isIPv4(plain)) return !specialV4.check(plain, 'ipv4') && !isSpecialInDecimal(text);
  return isPublicV6(plain);
}

/** The address that a text stands for, written plainly; undefined when it is none. A zone id makes it none. */
export function plainAddress(text: string): string | undefined {
  if (text.length === 0 || text.length > NOTATION_MOST || /[\s/?#@\\]/.test(text)) return undefined;
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  if (bare.includes(':')) return isIP(bare) === 6 && !bare.includes('%') ? plainV6(bare) : undefined;
  const host = hostOf(bare);
  return host !== undefined && isIPv4(host) ? host : undefined;
}

/** A host as addresses of the web are read: names folded, every notation of IPv4 made plain. */
function hostOf(text: string): string | undefined {
  try {
    return new URL(`http://${text}/`).hostname;
  } catch {
    return undefined;
  }
}

function plainV6(text: string): string {
  return new URL(`http://[${text}]/`).hostname.slice(1, -1);
}

/** A leading nought is octal to some readers and nothing to others: both readings must be public. */
function isSpecialInDecimal(text: string): boolean {
  if (!/^[\d.]+$/.test(text) || !/(?:^|\.)0\d/.test(text)) return false;
  const decimal = plainAddress(text.replaceAll(/(^|\.)0+(?=\d)/g, '$1'));
  return decimal === undefined || specialV4.check(decimal, 'ipv4');
}

function isPublicV6(plain: string): boolean {
  const bytes = bytesOf(plain);
  if (carriers.check(plain, 'ipv6')) return !specialV4.check(lastFour(bytes), 'ipv4');
  if (!globalV6.check(plain, 'ipv6') || specialV6.check(plain, 'ipv6')) return false;
  return !(isIsatap(bytes) && specialV4.check(lastFour(bytes), 'ipv4'));
}

/** An interface id of ISATAP ends in an IPv4 address, to which routers of the site hand the packet. */
function isIsatap(bytes: readonly number[]): boolean {
  return (bytes[8]! & 0xfd) === 0 && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;
}

function lastFour(bytes: readonly number[]): string {
  return bytes.slice(12).join('.');
}

/** The 16 bytes of an IPv6 address as URLs write it: in groups of hexadecimals, none with dots. */
function bytesOf(plain: string): readonly number[] {
  const [head, tail] = plain.split('::').map((half) => (half === '' ? [] : half.split(':')));
  const missing = tail === undefined ? 0 : 8 - head!.length - tail.length;
  const groups = [...head!, ...Array.from({ length: missing }, () => '0'), ...(tail ?? [])];
  return groups.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff]);
}
