import { submit } from '#machinery/house.ts';
import { defineJob, type Jobs } from '#machinery/jobs/job.ts';
import { sweepDismissalsCommand } from '#rooms/maintenance/announcements.ts';
import { windowOver } from '#rooms/maintenance/keep-change.ts';
import { keepTime } from '#rooms/maintenance/keep-time.ts';
import { endMeasuring, measureWindows } from '#rooms/maintenance/measure-windows.ts';
import { publishOutcome } from '#rooms/maintenance/measures.ts';
import { tellPeople } from '#rooms/maintenance/tell-people.ts';
import { Refusal } from '#values/refusal.ts';

/** When a window is over, the last measures are kept, what came of it is published, and dismissals are forgotten. */
const conclude = defineJob(windowOver, async (house, { windowId, wasStarted }, key) => {
  if (wasStarted) {
    await endMeasuring(house, windowId);
    await publishOutcome(house, windowId, key).catch(unlessDone);
  }
  for (let round = 0; ; round++) {
    const id = `${key}-sweep-${round}`;
    const { left } = await submit(house, sweepDismissalsCommand, { windowId }, { id, lane: 'bulk' });
    if (!left) return;
  }
});

function unlessDone(error: unknown): void {
  if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error;
}

export const jobs: Jobs = { effects: [tellPeople, conclude], periodic: [keepTime, measureWindows] };
