import { existsSync } from 'node:fs';
import type { ControlClient } from '#machinery/control/client.ts';
import { localFiles } from '#machinery/files.ts';
import type { House } from '#machinery/house.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { openSecrets } from '#machinery/secrets.ts';
import { openShelf } from '#machinery/shelf.ts';
import type { World } from '#values/world.ts';
import { hasThisSchema } from '#view/open.ts';
import { openReader, type View } from '#view/reader.ts';
import type { Submit } from '#view/writer.ts';

const WRITER_MOST_MS = 5_000;
const OLD_VIEW_MS = 60_000;

export type HouseOptions = {
  readonly folder: Folder;
  readonly world: World;
  readonly origin: string;
  readonly submit: Submit;
  /** Whether the writer may have put another view in this one's place since the last look. */
  readonly mayHaveMoved?: () => boolean;
};

export type OpenedView = { readonly house: House; close(): void };

/** A house as a reading process has it. The view must be there and migrated. */
export function openHouse(options: HouseOptions): OpenedView {
  const { folder, world, origin, submit, mayHaveMoved } = options;
  let view: View = openReader(folder.view);
  const current = () => {
    const moved = mayHaveMoved?.() && !view.isCurrent();
    if ((moved || view.isRetired()) && existsSync(folder.view)) {
      const old = view;
      view = openReader(folder.view);
      setTimeout(() => old.close(), OLD_VIEW_MS).unref();
    }
    return view;
  };
  const house: House = {
    world,
    origin,
    domain: new URL(origin).host,
    view: current,
    way: submit,
    files: localFiles(folder.media),
    shelf: openShelf(folder.shelf),
    secrets: openSecrets(folder.secret),
  };
  return { house, close: () => view.close() };
}

/**
 * A house beside a writer in another process. While that one is away, reading goes on with the view that is there, if it has
 * the schema this version reads; a view it may have replaced is looked for until it is back. Throws StartError when there is neither writer nor view.
 */
export async function openHouseBeside(
  control: ControlClient,
  options: Omit<HouseOptions, 'submit' | 'mayHaveMoved'>,
): Promise<OpenedView> {
  const { folder } = options;
  while (!(await control.connected(WRITER_MOST_MS))) {
    if (!existsSync(folder.view)) throw new StartError(`there is no writer and no view in ${folder.root}`);
    if (hasThisSchema(folder.view)) break;
  }
  return openHouse({ ...options, submit: control.submit, mayHaveMoved: control.mayHaveMoved });
}
