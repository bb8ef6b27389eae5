import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs } from '#machinery/jobs/job.ts';
import { moreToTell, notifyManyCommand } from '#rooms/notifications/notify-many.ts';
import { moreToSweep, sweepNotifications } from '#rooms/notifications/sweep.ts';

/** Both repeat until nothing is left; a round that was done before answers with what it came to then. */

const tell = defineJob(moreToTell, async (house, news, key) => {
  let afterId: number | null = news.afterId;
  for (let round = 0; afterId !== null; round++) {
    const body: typeof news = { ...news, afterId };
    const told: { next: number | null } = await submit(house, notifyManyCommand, body, {
      id: `${key}-${round}`,
      lane: 'bulk',
    });
    afterId = told.next;
  }
});

const sweep = defineJob(moreToSweep, async (house, doomed, key) => {
  for (let round = 0; ; round++) {
    const { left } = await submit(house, sweepNotifications, doomed, { id: `${key}-${round}`, lane: 'bulk' });
    if (!left) return;
  }
});

export const jobs: Jobs = { effects: [tell, sweep], periodic: [] };
