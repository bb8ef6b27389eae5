import { registry } from '#app/registry.ts';
import type { ChildRole, Line } from '#machinery/roles/child.ts';
import { endAtOnce } from '#machinery/roles/start-error.ts';
import { startWriterRole, type WriterRoleOptions } from '#machinery/roles/writer.ts';
import type { Around } from '#roles/around.ts';
import { foundHouse, settingsInApply } from '#rooms/settings/index.ts';

const STANDBY_WAIT_MS = 60_000;
const MEGABYTE = 1_048_576;

/** How the writer is started, by whoever is it. */
export function writerOptions(
  { config, world, folder, report, figures }: Around,
  more: Pick<WriterRoleOptions, 'lockWaitMs' | 'onDamage'>,
): WriterRoleOptions {
  return {
    folder,
    registry: registry(),
    now: world.now,
    report,
    figures,
    diskReserve: config.diskReserve * MEGABYTE,
    retentionMs: (db) => settingsInApply(db).retention,
    prepare: (db, submit) => foundHouse(db, submit, config.url),
    ...more,
  };
}

export async function childWriter(here: Around, line: Line): Promise<ChildRole> {
  const writer = await startWriterRole({
    ...writerOptions(here, { lockWaitMs: STANDBY_WAIT_MS, onDamage: endAtOnce }),
    onPreparing: line.preparing,
    onStanding: line.standing,
  });
  return { leave: writer.stop };
}
