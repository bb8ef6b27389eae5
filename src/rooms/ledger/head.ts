import type { Shelf } from '#machinery/shelf.ts';
import { CHECKPOINT, VERIFIER } from '#rooms/ledger/publish.ts';
import { type Checkpoint, openCheckpoint, readVerifier } from '#rooms/ledger/rules/note.ts';

/** The signed head as it is published, with the key to check it. */
export type Head = Checkpoint & { readonly note: string; readonly verifier: string };

/** The head that was last signed; undefined before the first. */
export async function readHead(shelf: Shelf): Promise<Head | undefined> {
  const note = (await shelf.read(CHECKPOINT))?.toString();
  const verifier = (await shelf.read(VERIFIER))?.toString().trim();
  const key = verifier === undefined ? undefined : readVerifier(verifier);
  const head = note !== undefined && key ? openCheckpoint(note, key) : undefined;
  return typeof head === 'object' ? { ...head, note: note!, verifier: verifier! } : undefined;
}

export function toHeadJson({ origin, size, root, note, verifier }: Head) {
  return { origin, size, root: root.toString('base64'), verifier, checkpoint: note };
}
