/**
 * Blocks that are not the public internet, from the two special-purpose registries of IANA (RFC 6890 and its successors),
 * and what cloud providers keep for themselves. Whatever stands in them is never asked, reachable from everywhere or not.
 */
export const SPECIAL_V4: readonly (readonly [block: string, what: string])[] = [
  ['0.0.0.0/8', 'this network'],
  ['10.0.0.0/8', 'private'],
  ['100.64.0.0/10', 'shared by carriers'],
  ['127.0.0.0/8', 'loopback'],
  ['168.63.129.16/32', 'inside of a cloud'],
  ['169.254.0.0/16', 'link-local, and metadata of clouds'],
  ['172.16.0.0/12', 'private'],
  ['192.0.0.0/24', 'protocol assignments'],
  ['192.0.2.0/24', 'documentation'],
  ['192.31.196.0/24', 'AS112'],
  ['192.52.193.0/24', 'AMT'],
  ['192.88.99.0/24', '6to4 relays'],
  ['192.168.0.0/16', 'private'],
  ['192.175.48.0/24', 'AS112'],
  ['198.18.0.0/15', 'benchmarks'],
  ['198.51.100.0/24', 'documentation'],
  ['203.0.113.0/24', 'documentation'],
  ['224.0.0.0/4', 'multicast'],
  ['240.0.0.0/4', 'reserved, and broadcast'],
];

/** Global unicast is handed out of this block alone: whatever else there is in IPv6 is special or not assigned. */
export const GLOBAL_V6 = '2000::/3';

/** Special blocks within global unicast. */
export const SPECIAL_V6: readonly (readonly [block: string, what: string])[] = [
  ['2001::/23', 'protocol assignments: Teredo, benchmarks, ORCHID'],
  ['2001:db8::/32', 'documentation'],
  ['2002::/16', '6to4'],
  ['2620:4f:8000::/48', 'AS112'],
  ['3fff::/20', 'documentation'],
];

/** Blocks whose last 32 bits are an IPv4 address, which alone decides. */
export const CARRIES_V4: readonly string[] = ['::ffff:0:0/96', '64:ff9b::/96'];
