import { lookup } from 'node:dns/promises';

/** All addresses of a name. Rejects when there are none. */
export type Resolve = (name: string) => Promise<readonly string[]>;

/** The way out: how names are resolved, and what is let through although it is not the public internet. */
export type Egress = {
  readonly resolve: Resolve;
  /** `host:port` in small letters, as the operator wrote them. Empty: nothing private and no other ports. */
  readonly allow: ReadonlySet<string>;
};

const ADDRESSES_MOST = 32;

/** The names as this machine knows them. */
export const systemResolve: Resolve = async (name) => {
  const found = await lookup(name, { all: true, order: 'verbatim' });
  return found.slice(0, ADDRESSES_MOST).map(({ address }) => address);
};

/** Why nothing came back. */
export type EgressFault =
  /** Not http or https, a port nobody opened, a password in it, too long. */
  | 'url'
  /** It leads to a private or special address. */
  | 'address'
  /** The name is not known. */
  | 'name'
  | 'connection'
  | 'certificate'
  | 'timeout'
  | 'too-large'
  | 'encoding'
  /** Too many hops, or one that leads from https to http. */
  | 'redirects';

export type Limits = {
  /** Bytes of the body, after it was unpacked. */
  readonly bytesMost: number;
  /** For all of it: names, every hop, the body. */
  readonly timeoutMs: number;
  readonly redirectsMost: number;
  /** A body that is too large is cut there instead of refused. */
  readonly cut?: boolean;
  readonly accept?: string;
  /** What was answered last time, so that nothing is sent twice. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
};

export type Answered = {
  readonly ok: true;
  /** Any status but a redirect that was followed; 304 with an empty body when nothing has changed. */
  readonly status: number;
  /** The address that answered in the end. */
  readonly url: string;
  readonly body: Buffer;
  readonly type: string | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** As it was sent: seconds, or a date. */
  readonly retryAfter: string | undefined;
};

export type Fetched = Answered | { readonly ok: false; readonly why: EgressFault };
