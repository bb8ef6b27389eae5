import { existsSync, readFileSync } from 'node:fs';
import { replaceFile } from '#machinery/replace-file.ts';
import { fetchEntries } from '#rooms/ledger/fetch-entries.ts';
import type { Source } from '#rooms/ledger/fetch-ledger.ts';
import { CHECKPOINT, VERIFIER } from '#rooms/ledger/publish.ts';
import type { Tree } from '#rooms/ledger/rules/merkle.ts';
import { openCheckpoint, readVerifier, type Verifier } from '#rooms/ledger/rules/note.ts';
import { checkLeaves, checkServed, type ServedEntry } from '#rooms/ledger/rules/served.ts';
import { narrowed, readBundle, type Tile, tilePath, WIDTH } from '#rooms/ledger/rules/tiles.ts';
import { contradicts, neededTiles, verifyLedger } from '#rooms/ledger/rules/verify.ts';

/** More are not checked at once: a signed head may claim any number. */
const ENTRIES_MOST = 1_000_000;
/** Told at once; one is enough. */
const FAULTS_MOST = 100;

export type Asked = {
  readonly source: Source;
  /** The signer's key as text; the one the ledger itself publishes when absent. */
  readonly key: string | undefined;
  /** A file with the head seen last time; kept up when all is well. */
  readonly seen: string | undefined;
  /** Whether texts beside the entries can be asked for. */
  readonly withTexts: boolean;
};

export type Report = {
  readonly valid: boolean;
  readonly origin?: string;
  readonly size?: number;
  readonly root?: string;
  readonly verifier?: string;
  readonly texts?: number;
  readonly faults: readonly string[];
};

/** Checks a ledger from outside: signature, every entry, every tile, what was seen before, the texts beside it. */
export async function verify(asked: Asked): Promise<Report> {
  const { source, seen } = asked;
  const verifier = asked.key ?? (await source(VERIFIER))?.toString().trim();
  const signer = verifier === undefined ? undefined : readVerifier(verifier);
  if (!signer || verifier === undefined) return fault('there is no key to check it with');
  const note = (await source(CHECKPOINT))?.toString();
  const head = note === undefined ? 'there is none' : openCheckpoint(note, signer);
  if (typeof head === 'string') return fault(`the signed head is not to be had: ${head}`);
  if (head.size > ENTRIES_MOST) return fault(`the signed head speaks of ${head.size} entries`);
  const files = await fetchTiles(source, head.size);
  const leaves = leavesIn(files);
  const { tree, faults } = verifyLedger(head, (path) => files.get(path));
  const broken = breakSince(seen, signer, tree);
  const served = asked.withTexts ? await fetchEntries(source, head.size) : [];
  const told = typeof served === 'string' ? [served] : checkServed(served, leaves);
  const all = [...faults, ...(broken ? [broken] : []), ...checkLeaves(leaves), ...told];
  if (all.length === 0 && seen !== undefined) await replaceFile(seen, note!);
  const { origin, size, root } = head;
  return {
    valid: all.length === 0,
    origin,
    size,
    root: root.toString('base64'),
    verifier,
    texts: typeof served === 'string' ? 0 : shownTexts(served, head.size),
    faults: all.slice(0, FAULTS_MOST),
  };
}

function fault(why: string): Report {
  return { valid: false, faults: [why] };
}

/** Why the ledger is not how the head seen last time goes on. One signed with another key is a break as well. */
function breakSince(path: string | undefined, signer: Verifier, tree: Tree): string | undefined {
  if (path === undefined || !existsSync(path)) return undefined;
  const before = openCheckpoint(readFileSync(path, 'utf8'), signer);
  if (typeof before === 'string') return `the head in ${path} cannot be compared: ${before}`;
  return contradicts(tree, before);
}

async function fetchTiles(source: Source, size: number): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const tile of neededTiles(size)) {
    const bytes = await fetchTile(source, tile);
    if (bytes) files.set(tilePath(tile), bytes);
  }
  return files;
}

/** A tile, or the beginning of the whole one that has taken its place meanwhile. */
async function fetchTile(source: Source, tile: Tile): Promise<Buffer | undefined> {
  const bytes = await source(`ledger/${tilePath(tile)}`);
  if (bytes || tile.width === WIDTH) return bytes;
  const whole = await source(`ledger/${tilePath({ ...tile, width: WIDTH })}`);
  return whole && narrowed(whole, tile);
}

/** The leaves in order, out of the bundles. */
function leavesIn(files: ReadonlyMap<string, Buffer>): readonly string[] {
  const bundles = [...files].filter(([path]) => path.startsWith('tile/entries/'));
  return bundles.flatMap(([, bytes]) => readBundle(bytes) ?? []).map(String);
}

function shownTexts(served: readonly ServedEntry[], size: number): number {
  const texts = served.slice(0, size).flatMap((entry) => entry.texts);
  return texts.filter(({ state }) => state === 'shown').length;
}
