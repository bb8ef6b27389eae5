import { chmodSync, rmSync } from 'node:fs';
import type { Server } from 'node:net';
import { relative } from 'node:path';

/** Longest path of a Unix socket on Linux (`sun_path` of unix(7), less its closing zero). */
const PATH_MOST = 107;

/** The path of a Unix socket as the system takes it: relative when only that is short enough. Throws when neither is. */
export function socketPath(path: string): string {
  const short = [path, relative(process.cwd(), path)].find((one) => Buffer.byteLength(one) <= PATH_MOST);
  if (short === undefined)
    throw new Error(`the path of the data folder is too long for a socket in it (${path})`);
  return short;
}

/** Listens on a Unix socket that only the owner of the data folder can reach, in the place of one left by a crash. */
export function listenOnSocket(server: Server, path: string): Promise<void> {
  const place = socketPath(path);
  rmSync(place, { force: true });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place, () => {
      chmodSync(place, 0o600);
      resolve();
    });
  });
}
