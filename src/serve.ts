import { fileURLToPath } from 'node:url';
import { type Config, readConfig } from '#config.ts';
import { complainOf } from '#machinery/command-line/complain.ts';
import { awaitLock } from '#machinery/lock.ts';
import { makeReport } from '#machinery/logging.ts';
import { makeFigures } from '#machinery/metrics/figures.ts';
import { measureProcess } from '#machinery/metrics/of-process.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import { StartError } from '#machinery/roles/start-error.ts';
import { askSupervisor, openDesk } from '#machinery/roles/supervisor/desk.ts';
import { startSupervisor } from '#machinery/roles/supervisor/supervisor.ts';
import type { World } from '#values/world.ts';

/** The processes of a server that has just been killed need a moment to let go of its folder; on a busy machine several seconds. */
const LOCK_WAIT_MS = 20_000;

/** Serves until told to stop. Resolves with the exit code. */
export async function serve(world: World): Promise<number> {
  try {
    const config = readConfig();
    if (config.processes === 'single')
      return await (await import('#roles/single.ts')).serveInOne(config, world);
    return await supervise(config, world, config.processes);
  } catch (error) {
    return complainOf(error, (line) => void process.stderr.write(`${line}\n`));
  }
}

async function supervise(config: Config, world: World, webProcesses: number): Promise<number> {
  const stopped = untilStopped();
  const report = makeReport('supervisor', world.now);
  const figures = makeFigures();
  measureProcess(figures);
  const folder = dataFolder(config.data, config.mirror);
  await refuseSecond(folder);
  const program = fileURLToPath(new URL('./main.ts', import.meta.url));
  const { host, port } = config;
  const ready = { folder: folder.mirror, now: world.now };
  const supervisor = await startSupervisor({ host, port, webProcesses, program, report, figures, ...ready });
  const desk = await openDesk(folder.desk, supervisor);
  process.stdout.write(`Rooftop listens on ${host}, port ${supervisor.port}, for ${config.url}\n`);
  process.on('SIGHUP', () => {
    supervisor.replaceAll().catch((error: unknown) => report('the processes could not be replaced', error));
  });
  const hopeless = await Promise.race([stopped, supervisor.hopeless]);
  desk.close();
  await supervisor.stop();
  return hopeless ? 1 : 0;
}

/** Throws StartError while another server uses the folder. */
async function refuseSecond(folder: Folder): Promise<void> {
  const other = await askSupervisor(folder.desk, 'status');
  if (other) throw new StartError(`another server (process ${other.pid}) is using ${folder.root}`);
  const lock = await awaitLock(folder.lock, LOCK_WAIT_MS);
  if (!lock) throw new StartError(`another process is using ${folder.root}`);
  lock.release();
}

function untilStopped(): Promise<undefined> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(undefined));
  });
}
