import type { Config } from '#config.ts';
import { makeReport, type Report } from '#machinery/logging.ts';
import { type Figures, makeFigures } from '#machinery/metrics/figures.ts';
import { measureProcess } from '#machinery/metrics/of-process.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import type { World } from '#values/world.ts';

/** What every role of one process is made of. */
export type Around = {
  readonly config: Config;
  readonly world: World;
  readonly folder: Folder;
  readonly report: Report;
  readonly figures: Figures;
};

export function around(name: string, config: Config, world: World): Around {
  const figures = makeFigures();
  measureProcess(figures);
  return {
    config,
    world,
    folder: dataFolder(config.data, config.mirror),
    report: makeReport(name, world.now),
    figures,
  };
}

export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
