import { hash } from 'node:crypto';
import type { House } from '#machinery/house.ts';
import type { Jobs } from '#machinery/jobs/job.ts';
import { collectFiles, readBytes } from '#rooms/notices/collect-files.ts';
import { messageStore } from '#rooms/notices/message-store.ts';
import { takeUnlessRefused, watchCalendars } from '#rooms/notices/watch-calendars.ts';
import { noticeSources } from '#rooms/notices/watch-source.ts';

const EVERY_MS = 60_000;

/** Takes what is new in the watched folders. Files stay where they are; what was taken is known by its hash. */
export async function watchFolders(house: House): Promise<void> {
  for (const { kind, place } of noticeSources(house.view())) {
    if (kind !== 'folder') continue;
    const files = await collectFiles([place]).catch(() => []);
    for (const path of files) await takeFile(house, path);
  }
}

async function takeFile(house: House, path: string): Promise<void> {
  const bytes = await readBytes(path).catch(() => undefined);
  if (!bytes || bytes.length === 0) return;
  if (
    house
      .view()
      .of(messageStore)
      .knowsRaw(hash('sha256', bytes, 'hex'))
  )
    return;
  await takeUnlessRefused(house, bytes, path);
}

const lookAtCalendars = watchCalendars();

export const jobs: Jobs = {
  effects: [],
  periodic: [
    { name: 'watch folders for notices', everyMs: EVERY_MS, run: ({ house }) => watchFolders(house) },
    { name: 'watch calendars for notices', everyMs: EVERY_MS, run: ({ house }) => lookAtCalendars(house) },
  ],
};
