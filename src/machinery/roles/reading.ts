import { existsSync } from 'node:fs';
import { localFiles } from '#machinery/files.ts';
import type { House } from '#machinery/house.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { openSecrets } from '#machinery/secrets.ts';
import type { World } from '#values/world.ts';
import { openReader, type View } from '#view/reader.ts';
import type { Submit } from '#view/writer.ts';

export type HouseOptions = {
  readonly folder: Folder;
  readonly world: World;
  readonly origin: string;
  readonly submit: Submit;
};

/** A house as a reading process has it. The view must be there and migrated. */
export function openHouse(options: HouseOptions): { readonly house: House; close(): void } {
  const { folder, world, origin, submit } = options;
  const view: View = openReader(folder.view);
  const house: House = {
    world,
    origin,
    domain: new URL(origin).host,
    view: () => view,
    way: submit,
    files: localFiles(folder.media),
    secrets: openSecrets(folder.secret),
  };
  return { house, close: () => view.close() };
}

/** Waits until the writer has made the view. */
export async function awaitView(folder: Folder, writerReady: () => Promise<void>): Promise<void> {
  await writerReady();
  if (!existsSync(folder.view)) throw new Error('the writer answers but there is no view');
}
