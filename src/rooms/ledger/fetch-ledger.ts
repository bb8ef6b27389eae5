import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '#machinery/replace-file.ts';
import { Refusal } from '#values/refusal.ts';
import type { World } from '#values/world.ts';

const BYTES_MOST = 33_554_432;
const TIMEOUT_MS = 30_000;

/** One file of a published ledger, by its path behind the ledger's own. Undefined when it is not there. */
export type Source = (path: string) => Promise<Buffer | undefined>;

/** A ledger at an address: of a server, or of the ledger itself. Throws a Refusal for what is not to be had within its bounds. */
export function ledgerAt(url: string, world: Pick<World, 'fetch'>): Source {
  const base = url.replace(/\/+$/, '').replace(/\/ledger$/, '');
  return async (path) => {
    const address = `${base}/${path}`;
    try {
      const response = await world.fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) });
      if (response.status === 404) return undefined;
      if (response.ok) return await readBounded(response, address);
      throw new Refusal('unavailable', `${address} answered ${response.status}`);
    } catch (error) {
      if (error instanceof Refusal) throw error;
      throw new Refusal('unavailable', `${address} is not to be had: ${whyOf(error)}`);
    }
  };
}

/** The cause, where there is one: a fetch that failed says only that it did. */
function whyOf(error: unknown): string {
  const { message, cause } = error as { readonly message?: unknown; readonly cause?: unknown };
  return cause instanceof Error ? cause.message : String(message);
}

async function readBounded(response: Response, url: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > BYTES_MOST) throw new Refusal('too-large', `${url} is longer than ${BYTES_MOST} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same, and the ledger's own files are kept in a folder, to be checked again while the server is silent. */
export function keeping(source: Source, folder: string): Source {
  return async (path) => {
    const bytes = await source(path);
    if (bytes && path.startsWith('ledger/')) await replaceFile(join(folder, path), bytes);
    return bytes;
  };
}

/** A ledger whose files were downloaded into a folder, under `ledger/` or there itself. */
export function ledgerIn(folder: string): Source {
  return async (path) => {
    const found = [join(folder, path), join(folder, path.replace(/^ledger\//, ''))].find((one) =>
      existsSync(one),
    );
    return found === undefined ? undefined : readFile(found);
  };
}
