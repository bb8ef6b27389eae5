import { openControl } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import { openHouse, openHouseBeside } from '#machinery/roles/reading.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { FolderInUse, startWriterRole, type WriterRoleOptions } from '#machinery/roles/writer.ts';
import type { World } from '#values/world.ts';

const CONNECT_MOST_MS = 1_000;
const TRIES = 10;

export type OpenedHouse = { readonly house: House; close(): Promise<void> };

export type OpenOptions = {
  readonly writer: WriterRoleOptions;
  readonly world: World;
  readonly origin: string;
};

/**
 * Opens the house for a command: by taking its lock when no server runs, otherwise through the control socket of the one that
 * does. Throws StartError when somebody holds the lock and takes no commands.
 */
export async function openHouseForCommand(options: OpenOptions): Promise<OpenedHouse> {
  const { folder } = options.writer;
  for (let i = 0; i < TRIES; i++) {
    const opened = (await openAlone(options)) ?? (await openBeside(options));
    if (opened) return opened;
  }
  throw new StartError(`a process holds ${folder.root} but takes no commands`);
}

async function openAlone({ writer: options, world, origin }: OpenOptions): Promise<OpenedHouse | undefined> {
  try {
    const writer = await startWriterRole(options);
    const { house, close } = openHouse({ folder: options.folder, world, origin, submit: writer.submit });
    return {
      house,
      async close() {
        close();
        await writer.stop();
      },
    };
  } catch (error) {
    if (error instanceof FolderInUse) return undefined;
    throw error;
  }
}

async function openBeside({
  writer: { folder },
  world,
  origin,
}: OpenOptions): Promise<OpenedHouse | undefined> {
  const control = openControl({ path: folder.control });
  if (!(await control.connected(CONNECT_MOST_MS))) {
    control.close();
    return undefined;
  }
  const { house, close } = await openHouseBeside(control, { folder, world, origin });
  return {
    house,
    async close() {
      close();
      control.close();
    },
  };
}
