import { openControl } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import type { Report } from '#machinery/logging.ts';
import type { Folder } from '#machinery/roles/folder.ts';
import { openHouse } from '#machinery/roles/reading.ts';
import { FolderInUse, startWriterRole } from '#machinery/roles/writer.ts';
import type { World } from '#values/world.ts';
import type { Registry } from '#view/command.ts';

export type OpenedHouse = { readonly house: House; close(): Promise<void> };

export type OpenOptions = {
  readonly folder: Folder;
  readonly origin: string;
  readonly world: World;
  readonly registry: Registry;
  readonly report: Report;
  readonly diskReserve: number;
};

/** Opens the house for a command: through the running server's control socket, or by taking its lock when none runs. */
export async function openHouseForCommand(options: OpenOptions): Promise<OpenedHouse> {
  const { folder, world, origin } = options;
  try {
    const writer = await startWriterRole({ ...options, now: world.now, lockWaitMs: 0 });
    const { house, close } = openHouse({ folder, world, origin, submit: writer.submit });
    return {
      house,
      async close() {
        close();
        await writer.stop();
      },
    };
  } catch (error) {
    if (!(error instanceof FolderInUse)) throw error;
  }
  const control = openControl(folder.control);
  await control.connected();
  const { house, close } = openHouse({ folder, world, origin, submit: control.submit });
  return {
    house,
    async close() {
      close();
      control.close();
    },
  };
}
