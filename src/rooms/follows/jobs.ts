import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs, type Periodic } from '#machinery/jobs/job.ts';
import { letIn, waitersLeft } from '#rooms/follows/answer-request.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { endMute } from '#rooms/follows/mute.ts';

const MUTES_AT_ONCE = 100;

/** Repeats until nobody waits; a round that was done before answers with what it came to then. */
const letWaitersIn = defineJob(waitersLeft, async (house, { accountId }, key) => {
  for (let round = 0; ; round++) {
    const { left } = await submit(house, letIn, { accountId }, { id: `${key}-${round}`, lane: 'bulk' });
    if (!left) return;
  }
});

/** Each is its own command: the writer's clock may be a little behind ours, and then the next round does it. */
const endMutes: Periodic = {
  name: 'end-mutes',
  everyMs: 5_000,
  async run({ house }) {
    const ended = house.view().of(avoidStore).endedMutes(house.world.now(), MUTES_AT_ONCE);
    for (const { accountId, targetId } of ended)
      await submit(house, endMute, { accountId, targetId }, { lane: 'bulk' });
  },
};

export const jobs: Jobs = { effects: [letWaitersIn], periodic: [endMutes] };
