import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { replaceFile } from '#machinery/replace-file.ts';
import { mayFollow } from '#rooms/status/rules/head.ts';

/** The public parts of the record's folder; the signed head goes last, so that it never names tiles that are not there yet. */
const TILES = 'tile';
const VERIFIER = 'verifier';
const HEAD = 'checkpoint';
/** `tile/0/000.p/17` is what `tile/0/000` was when it was 17 wide. */
const NARROW = /^(?<whole>.*)\.p\/\d+$/;
const FILES_MOST = 50_000;

/**
 * Copies the public record beside the status page, so that it can be checked while the server is silent. Resolves with the
 * head that was looked at, which need not be looked at again. A head that contradicts the copy's own is left alone, with its tiles.
 */
export async function copyLedger(
  from: string,
  to: string,
  looked: string | undefined,
): Promise<string | undefined> {
  const head = await textOf(join(from, HEAD));
  if (head === undefined || head === looked) return looked;
  if (!mayFollow(head, await textOf(join(to, HEAD)))) return head;
  for (const name of [...(await tilesIn(from)), VERIFIER]) await copyNew(from, to, name);
  await replaceFile(join(to, HEAD), head);
  await dropReplaced(to);
  return head;
}

/** Takes away the narrower forms of tiles that are whole by now, as the record's own folder does. */
async function dropReplaced(folder: string): Promise<void> {
  const names = new Set(await tilesIn(folder));
  const narrow = new Set([...names].map((name) => NARROW.exec(name)?.groups?.['whole']));
  for (const whole of narrow)
    if (whole !== undefined && names.has(whole))
      await rm(join(folder, `${whole}.p`), { recursive: true, force: true });
}

async function tilesIn(from: string): Promise<readonly string[]> {
  const folder = join(from, TILES);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && !entry.name.endsWith('.part'));
  return files
    .slice(0, FILES_MOST)
    .map(({ parentPath, name }) => join(parentPath, name).slice(from.length + 1));
}

/** Tiles never change once they are there: one of the same size is the same. */
async function copyNew(from: string, to: string, name: string): Promise<void> {
  const [source, copied] = await Promise.all([sizeOf(join(from, name)), sizeOf(join(to, name))]);
  if (source !== undefined && source !== copied)
    await replaceFile(join(to, name), await readFile(join(from, name)));
}

function textOf(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').catch(() => undefined);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(() => undefined);
  return found?.size;
}
