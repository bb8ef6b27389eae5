import { fileURLToPath } from 'node:url';
import { attachStreams, jobs, makeApp, registry, startWork } from '#app.ts';
import type { Config } from '#config.ts';
import { openControl } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import { clientAddress, trustedProxies } from '#machinery/http/address.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import { startJobs } from '#machinery/jobs/run-jobs.ts';
import { makeReport, type Report } from '#machinery/logging.ts';
import { type ChildRole, runAsChild } from '#machinery/roles/child.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import { openHouse } from '#machinery/roles/reading.ts';
import { startSupervisor } from '#machinery/roles/supervisor.ts';
import { startWebRole } from '#machinery/roles/web.ts';
import { startWriterRole, type WriterRole } from '#machinery/roles/writer.ts';
import type { World } from '#values/world.ts';

const STANDBY_WAIT_MS = 60_000;
const MEGABYTE = 1_048_576;

const APOLOGY = Buffer.from(
  [
    'HTTP/1.1 503 Service Unavailable',
    'Content-Type: text/plain; charset=utf-8',
    'Retry-After: 5',
    'Cache-Control: no-store',
    'Connection: close',
    '',
    'Rooftop is starting again. What was posted is safe; please try again in a few seconds.\n',
  ].join('\r\n'),
);

/** Serves until told to stop. Resolves with the exit code. */
export async function serve(config: Config, world: World): Promise<number> {
  return config.processes === 'single'
    ? serveInOne(config, world)
    : supervise(config, world, config.processes);
}

function writerRole(config: Config, world: World, folder: Folder, report: Report, lockWaitMs: number) {
  const diskReserve = config.diskReserve * MEGABYTE;
  return startWriterRole({ folder, registry: registry(), now: world.now, report, diskReserve, lockWaitMs });
}

function makeWeb(config: Config, world: World, house: House, report: Report) {
  const trusted = trustedProxies(config.trustedProxies);
  const app = makeApp({
    house,
    addressOf: (request, peer) =>
      clientAddress(peer, request.headers.get('x-forwarded-for') ?? undefined, trusted),
    limits: makeLimits(world.now),
    report,
  });
  return startWebRole({ house, app, attach: attachStreams });
}

async function serveInOne(config: Config, world: World): Promise<number> {
  const report = makeReport('single', world.now);
  const folder = dataFolder(config.data);
  const writer = await writerRole(config, world, folder, report, 0);
  const { house, close } = openHouse({ folder, world, origin: config.url, submit: writer.submit });
  const web = makeWeb(config, world, house, report);
  await new Promise<void>((resolve, reject) => {
    web.server.once('error', reject);
    web.server.listen(config.port, config.host, resolve);
  });
  const running = startJobs({ house, folder, jobs, report });
  await startWork(house, (line) => process.stdout.write(`${line}\n`));
  await untilStopped();
  web.server.close();
  await Promise.all([web.leave(), running.stop()]);
  close();
  await writer.stop();
  return 0;
}

async function supervise(config: Config, world: World, webProcesses: number): Promise<number> {
  const report = makeReport('supervisor', world.now);
  const folder = dataFolder(config.data);
  const supervisor = await startSupervisor({
    host: config.host,
    port: config.port,
    webProcesses,
    program: fileURLToPath(new URL('./main.ts', import.meta.url)),
    report,
    apology: APOLOGY,
  });
  const control = openControl(folder.control);
  await control.connected();
  const { house, close } = openHouse({ folder, world, origin: config.url, submit: control.submit });
  await startWork(house, (line) => process.stdout.write(`${line}\n`));
  close();
  control.close();
  process.on(
    'SIGHUP',
    () => void supervisor.replaceAll().catch((error) => report('the roll-out failed', error)),
  );
  await untilStopped();
  await supervisor.stop();
  return 0;
}

/** Runs one role under the supervisor. */
export async function runRole(name: string | undefined, config: Config, world: World): Promise<number> {
  const report = makeReport(name ?? '', world.now);
  const folder = dataFolder(config.data);
  if (name === 'writer') await runAsChild(() => childWriter(config, world, folder, report));
  else if (name === 'web' || name === 'jobs')
    await runAsChild(() => childReader(name, config, world, folder, report));
  else throw new Error(`there is no role ${name}`);
  return new Promise(() => {});
}

async function childWriter(config: Config, world: World, folder: Folder, report: Report): Promise<ChildRole> {
  const writer: WriterRole = await writerRole(config, world, folder, report, STANDBY_WAIT_MS);
  return { leave: () => writer.stop() };
}

async function childReader(
  name: 'web' | 'jobs',
  config: Config,
  world: World,
  folder: Folder,
  report: Report,
): Promise<ChildRole> {
  let wake = () => {};
  const control = openControl(folder.control, () => wake());
  await control.connected();
  const { house } = openHouse({ folder, world, origin: config.url, submit: control.submit });
  wake = () => house.view().takeEvents();
  if (name === 'jobs') {
    const running = startJobs({ house, folder, jobs, report });
    return { leave: () => running.stop() };
  }
  const web = makeWeb(config, world, house, report);
  return { leave: () => web.leave(), take: (socket) => web.take(socket) };
}

function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve);
    process.once('SIGINT', resolve);
  });
}
