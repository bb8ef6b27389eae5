import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '#machinery/house.ts';
import { makeFigures } from '#machinery/metrics/figures.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import { openHouse } from '#machinery/roles/reading.ts';
import { startWriterRole } from '#machinery/roles/writer.ts';
import type { World } from '#values/world.ts';
import type { Registry } from '#view/command.ts';
import { prune } from '#view/prune.ts';
import { WORLD } from './running-server.ts';

/** A house with commands of the test's own, kept by the real writer in this process. */
export type SmallHouse = {
  readonly house: House;
  readonly folder: Folder;
  readonly reports: readonly string[];
  readonly report: (what: string, error?: unknown) => void;
  /** Ends the writer and keeps the folder. */
  close(): Promise<void>;
  remove(): Promise<void>;
};

export async function openSmallHouse(
  registry: Registry,
  { root = mkdtempSync(join(tmpdir(), 'rooftop-small-')), world = {} as Partial<World> } = {},
): Promise<SmallHouse> {
  const folder = dataFolder(root);
  const reports: string[] = [];
  const report = (what: string) => void reports.push(what);
  const whole: World = { ...WORLD, ...world };
  const commands = new Map([...registry.commands, [prune.kind, prune] as const]);
  const writer = await startWriterRole({
    folder,
    registry: { ...registry, commands },
    now: whole.now,
    report,
    figures: makeFigures(),
    diskReserve: 0,
    lockWaitMs: 0,
    retentionMs: () => 86_400_000,
    onDamage: () => {},
  });
  const { house, close } = openHouse({
    folder,
    world: whole,
    origin: 'http://rooftop.test',
    submit: writer.submit,
  });
  let open = true;
  const end = async () => {
    if (!open) return;
    open = false;
    close();
    await writer.stop();
  };
  return {
    house,
    folder,
    reports,
    report,
    close: end,
    async remove() {
      await end();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
