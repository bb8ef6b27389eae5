import { type House, submit } from '#machinery/house.ts';
import type { Jobs, Periodic } from '#machinery/jobs/job.ts';
import { namesProfileFile } from '#rooms/accounts/index.ts';
import { sweepMediaCommand } from '#rooms/media/change-media.ts';
import { looseStore } from '#rooms/media/loose-store.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Uploads that no post took. */
const sweepLoose: Periodic = {
  name: 'sweep-media',
  everyMs: HOUR_MS,
  async run({ house }) {
    for (;;) {
      const { more } = await submit(house, sweepMediaCommand, {}, { lane: 'bulk' });
      if (!more) return;
    }
  },
};

/** Files that were written and then named by no command: their process died, or the command was refused. */
const sweepOrphans: Periodic = {
  name: 'sweep-orphans',
  everyMs: DAY_MS,
  async run({ house }) {
    const before = house.world.now() - DAY_MS;
    for await (const { name, modifiedAt } of house.files.list())
      if (modifiedAt < before && !isNamed(house, name)) await house.files.remove(name);
  },
};

function isNamed(house: House, file: string): boolean {
  const view = house.view();
  return view.of(looseStore).namesFile(file) || namesProfileFile(view.db, file);
}

export const jobs: Jobs = { effects: [], periodic: [sweepLoose, sweepOrphans] };
