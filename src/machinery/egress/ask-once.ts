import { request as askHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as askHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Target } from '#machinery/egress/target.ts';
import { VERSION } from '#values/version.ts';

const HEADERS_MOST_BYTES = 16_384;

export type Ask = {
  readonly target: Target;
  /** The checked addresses: the connection goes to one of these and nowhere else. */
  readonly addresses: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
};

/** One request over a connection of its own; the answer with its body unread. Sends no cookie and no referrer. */
export function askOnce({ target, addresses, headers, signal }: Ask): Promise<IncomingMessage> {
  const { url, host, port } = target;
  const options: RequestOptions & { servername?: string; autoSelectFamily: boolean } = {
    ...{ method: 'GET', host, port, path: `${url.pathname}${url.search}`, agent: false, signal },
    headers: { host: url.host, 'user-agent': `Rooftop/${VERSION}`, ...headers },
    maxHeaderSize: HEADERS_MOST_BYTES,
    lookup: pinned(addresses),
    autoSelectFamily: true,
    ...(isIP(host) === 0 && { servername: host }),
  };
  const ask = url.protocol === 'https:' ? askHttps : askHttp;
  return new Promise((resolve, reject) => {
    const request = ask(options, resolve);
    request.on('error', reject);
    request.end();
  });
}

/** Answers every question after the name with what was checked: nobody can be asked a second time and say something else. */
function pinned(addresses: readonly string[]): LookupFunction {
  const all = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_name, options, callback) => {
    const { family } = options;
    const wanted = family === 4 || family === 6 ? all.filter((one) => one.family === family) : all;
    const [first] = wanted;
    if (!first) callback(new Error('no address of this family'), '', 0);
    else if (options.all) callback(null, wanted);
    else callback(null, first.address, first.family);
  };
}
