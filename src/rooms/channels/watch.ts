import type { House } from '#machinery/house.ts';
import type { Periodic } from '#machinery/jobs/job.ts';
import type { Keeping } from '#rooms/channels/fetch-kept.ts';
import { type Look, look } from '#rooms/channels/look.ts';
import { pauseAfter } from '#rooms/channels/rules/due.ts';
import { seeChannel } from '#rooms/channels/see-channel.ts';
import { type ChannelRow, channelStore } from '#rooms/channels/store.ts';
import { knownChannels } from '#rooms/channels/views.ts';
import { egressOf } from '#rooms/settings/index.ts';

const COME_ROUND_MS = 5_000;
export const AT_ONCE_MOST = 8;

/** What the process that watches remembers of a channel. */
type Watched = { readonly keeping: Keeping; dueAt: number; failures: number };

/** Looks at each channel when its time has come, politely, and says on the log what is different. */
export function watchChannels(): Periodic {
  const memory = new Map<number, Watched>();

  async function attend(house: House, row: ChannelRow) {
    const watched = memory.get(row.id) ?? { keeping: new Map(), dueAt: 0, failures: 0 };
    memory.set(row.id, watched);
    const { failed, retryAfterMs } = await lookAndSay(house, row, watched.keeping);
    watched.failures = failed ? watched.failures + 1 : 0;
    const chance = house.world.random(1)[0]! / 255;
    const { failures } = watched;
    watched.dueAt = house.world.now() + pauseAfter({ everyMs: row.everyMs, failures, retryAfterMs, chance });
  }

  return {
    name: 'watch channels',
    everyMs: COME_ROUND_MS,
    async run({ house }) {
      house.view().takeEvents();
      const rows = knownChannels(house.view()).map(({ row }) => row);
      const there = new Set(rows.map(({ id }) => id));
      for (const id of memory.keys()) if (!there.has(id)) memory.delete(id);
      const now = house.world.now();
      const due = rows.filter(({ id }) => (memory.get(id)?.dueAt ?? 0) <= now);
      for (let from = 0; from < due.length; from += AT_ONCE_MOST)
        await Promise.all(due.slice(from, from + AT_ONCE_MOST).map((row) => attend(house, row)));
    },
  };
}

/** Looks at a channel now and says what was found, if it is different. The row is read anew: a look takes its time. */
export async function lookAndSay(house: House, row: ChannelRow, keeping: Keeping = new Map()): Promise<Look> {
  const looker = { egress: egressOf(house.view()), now: house.world.now(), keeping };
  const seen = await look(looker, row);
  const present = house.view().of(channelStore).byId(row.id);
  if (present) await seeChannel(house, present, seen.sighting);
  return seen;
}
