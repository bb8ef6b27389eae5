/**
 * Where a server answers on its own machine, from the address it listens on and the port, once that is known. `port` is
 * asked until it says one, which then stays.
 */
export function ownAddress(
  host: string,
  port: () => Promise<number | undefined>,
): () => Promise<string | undefined> {
  let known: number | undefined;
  return async () => {
    known ??= await port();
    return known === undefined ? undefined : `http://${nameOf(host)}:${known}`;
  };
}

/** Who listens on every address is asked on the loopback one. */
function nameOf(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return host.includes(':') ? `[${host}]` : host;
}
