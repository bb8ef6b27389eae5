import type { IncomingMessage, Server } from 'node:http';
import { attachStreams, jobs, makeApp, registry, startWork } from '#app.ts';
import { type Config, readConfig } from '#config.ts';
import { type ControlClient, openControl } from '#machinery/control/client.ts';
import type { Health } from '#machinery/health.ts';
import type { House } from '#machinery/house.ts';
import { clientAddress, trustedProxies } from '#machinery/http/address.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import { makeReport, type Report } from '#machinery/logging.ts';
import { type Figures, makeFigures } from '#machinery/metrics/figures.ts';
import { measureProcess } from '#machinery/metrics/of-process.ts';
import { type ChildRole, type Line, runAsChild } from '#machinery/roles/child.ts';
import { dataFolder, type Folder } from '#machinery/roles/folder.ts';
import { startJobsRole } from '#machinery/roles/jobs.ts';
import { ownAddress } from '#machinery/roles/own-address.ts';
import { openHouse, openHouseBeside } from '#machinery/roles/reading.ts';
import { endAtOnce } from '#machinery/roles/start-error.ts';
import { askSupervisor } from '#machinery/roles/supervisor/desk.ts';
import { startWebRole, type WebRole } from '#machinery/roles/web.ts';
import { startWriterRole, type WriterRoleOptions } from '#machinery/roles/writer.ts';
import { foundHouse, settingsInApply } from '#rooms/settings/index.ts';
import type { World } from '#values/world.ts';

const STANDBY_WAIT_MS = 60_000;
const LOCK_WAIT_MS = 20_000;
const MEGABYTE = 1_048_576;

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

/** Runs one role under the supervisor. */
export async function runRole([name, first]: readonly string[], world: World): Promise<number> {
  const start = { writer: childWriter, web: childWeb, jobs: childJobs }[name ?? ''];
  if (name === undefined || !start) throw new Error(`there is no role ${name}`);
  const here = around(name, readConfig(), world);
  const { figures, report } = here;
  await runAsChild({ name, figures, report }, (line) => start(here, line, first === 'first'));
  return new Promise(() => {});
}

async function childWriter(here: Around, line: Line): Promise<ChildRole> {
  const options = writerOptions(here, { lockWaitMs: STANDBY_WAIT_MS, onDamage: endAtOnce });
  const writer = await startWriterRole({
    ...options,
    onPreparing: line.preparing,
    onStanding: line.standing,
  });
  return { leave: writer.stop };
}

async function childWeb(here: Around, line: Line): Promise<ChildRole> {
  const { control, house } = await openBeside(here);
  return makeWeb(here, house, { trouble: control.trouble, gather: line.gather });
}

async function childJobs(here: Around, line: Line, first: boolean): Promise<ChildRole> {
  const { house } = await openBeside(here);
  const port = async () => (await askSupervisor(here.folder.desk, 'status'))?.port;
  const own = ownAddress(here.config.host, port);
  const options = { ...here, house, jobs, ownAddress: own, lockWaitMs: STANDBY_WAIT_MS };
  const running = await startJobsRole({ ...options, onStanding: line.standing });
  if (first) await startWork(house, print);
  return { leave: running.stop };
}

/** A house beside a writer in another process; its caches and streams follow what that one applies. */
async function openBeside(here: Around): Promise<{ readonly control: ControlClient; readonly house: House }> {
  const { config, world, folder } = here;
  const opened: { house?: House } = {};
  const control = openControl({ path: folder.control, onWake: () => opened.house?.view().takeEvents() });
  const { house } = await openHouseBeside(control, { folder, world, origin: config.url });
  opened.house = house;
  measureReading(here.figures, house, control);
  return { control, house };
}

function measureReading(figures: Figures, house: House, control: ControlClient): void {
  figures.gauge('rooftop_view_sequence', 'Sequence that this process reads at.', () => house.view().seq());
  figures.gauge('rooftop_commands_waiting', 'Commands without an answer yet.', control.waiting);
}

function makeWeb(here: Around, house: House, health: Omit<Health, 'reading'>): WebRole {
  const { config, world, report, figures } = here;
  const trusted = trustedProxies(config.trustedProxies);
  const app = makeApp({
    house,
    addressOf: (request, peer) =>
      clientAddress(peer, request.headers.get('x-forwarded-for') ?? undefined, trusted),
    limits: makeLimits(world.now),
    report,
  });
  const addressOf = ({ headers, socket }: IncomingMessage) =>
    clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for']?.toString(), trusted);
  const attach = (server: Server) => attachStreams(server, house, { addressOf, report });
  return startWebRole({ house, app, health, figures, attach });
}

/** Every role in this process, for very small machines. Resolves with the exit code. */
export async function serveInOne(config: Config, world: World): Promise<number> {
  const here = around('single', config, world);
  const { folder, figures, report } = here;
  const stopped = new Promise<number>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(0));
  });
  const damaged = Promise.withResolvers<number>();
  const opened: { house?: House } = {};
  await using closing = new AsyncDisposableStack();
  const writer = await startWriterRole({
    ...writerOptions(here, { lockWaitMs: LOCK_WAIT_MS, onDamage: () => damaged.resolve(1) }),
    onApplied: () => opened.house?.view().takeEvents(),
  });
  closing.defer(writer.stop);
  const { house, close } = openHouse({ folder, world, origin: config.url, submit: writer.submit });
  closing.defer(close);
  opened.house = house;
  const gather = async () => [{ role: 'single', pid: process.pid, figures: figures.tell() }];
  const web = makeWeb(here, house, { trouble: writer.trouble, gather });
  const port = await web.open(config.port, config.host);
  closing.defer(() => web.leave());
  const own = ownAddress(config.host, async () => port);
  const running = await startJobsRole({
    ...{ house, folder, jobs, report, figures },
    ownAddress: own,
    lockWaitMs: LOCK_WAIT_MS,
  });
  closing.defer(running.stop);
  print(`Rooftop listens on ${config.host}, port ${port}, for ${config.url}`);
  await startWork(house, print);
  return await Promise.race([stopped, damaged.promise]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
