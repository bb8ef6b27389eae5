import type { Config } from '#config.ts';
import type { House } from '#machinery/house.ts';
import { openHouse } from '#machinery/roles/reading.ts';
import { startWriterRole } from '#machinery/roles/writer.ts';
import { around, print } from '#roles/around.ts';
import { startJobs } from '#roles/jobs.ts';
import { makeWeb } from '#roles/web.ts';
import { writerOptions } from '#roles/writer.ts';
import { welcomeOperator } from '#rooms/oauth/first-start.ts';
import type { World } from '#values/world.ts';

const LOCK_WAIT_MS = 20_000;

/** Every role in this process, for very small machines. Resolves with the exit code. */
export async function serveInOne(config: Config, world: World): Promise<number> {
  const here = around('single', config, world);
  const { folder, figures } = here;
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
  const running = await startJobs(here, house, { port: async () => port, lockWaitMs: LOCK_WAIT_MS });
  closing.defer(running.stop);
  print(`Rooftop listens on ${config.host}, port ${port}, for ${config.url}`);
  await welcomeOperator(house, print);
  return await Promise.race([stopped, damaged.promise]);
}
