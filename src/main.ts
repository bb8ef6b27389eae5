import { randomBytes } from 'node:crypto';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { World } from '#values/world.ts';

enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/rooftop', import.meta.url)));

/** Everything uncertain enters here: arguments, environment, clock, chance, network. */
const world: World = { now: Date.now, random: randomBytes, fetch: globalThis.fetch };
const words = process.argv.slice(2);

process.exitCode = await start();

/** Each way in loads only what it needs: the supervisor knows nothing of the product. */
async function start(): Promise<number> {
  const [first, ...rest] = words;
  if (first === undefined || (first === 'serve' && rest.length === 0))
    return (await import('./serve.ts')).serve(world);
  if (first === 'role') return (await import('#roles/run-role.ts')).runRole(rest, world);
  return (await import('./command-line.ts')).run(words, world);
}
