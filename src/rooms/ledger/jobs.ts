import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Jobs, Periodic, Place } from '#machinery/jobs/job.ts';
import { readKeyFile } from '#machinery/secrets.ts';
import { CHECKPOINT, ledgerTree, type Press, publish, REFUSED } from '#rooms/ledger/publish.ts';

const EVERY_MS = 500;

/** The press of a server: its own shelf and key, and the folder for another host as a second place of the last head. */
export function pressOf({ house, folder }: Pick<Place, 'house' | 'folder'>): Press {
  return {
    shelf: house.shelf,
    origin: `${house.domain}/ledger`,
    elsewhere: async () => [await noteIn(join(folder.mirror, CHECKPOINT))],
    seed() {
      const isNew = !existsSync(folder.ledgerKey) && existsSync(join(folder.shelf, CHECKPOINT));
      return isNew ? undefined : readKeyFile(folder.ledgerKey);
    },
  };
}

/** Brings the ledger's public files up, and says where the doctor looks when it may not. */
export async function publishLedger(place: Pick<Place, 'house' | 'folder'>): Promise<string | undefined> {
  const view = place.house.view();
  const refused = await publish(pressOf(place), view, view.keep(ledgerTree)());
  const sign = join(place.folder.shelf, REFUSED);
  if (refused) await place.house.shelf.put(REFUSED, `${refused}\n`);
  else await rm(sign, { force: true });
  return refused;
}

async function noteIn(path: string): Promise<string | undefined> {
  return existsSync(path) ? readFile(path, 'utf8') : undefined;
}

function press(): Periodic {
  let said: string | undefined;
  return {
    name: 'publish-ledger',
    everyMs: EVERY_MS,
    async run(place) {
      const refused = await publishLedger(place);
      const isNews = refused !== said;
      said = refused;
      if (refused && isNews) throw new Error(`the ledger is not signed: ${refused}`);
    },
  };
}

export const jobs: Jobs = { effects: [], periodic: [press()] };
