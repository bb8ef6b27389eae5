import { randomBytes } from 'node:crypto';
import { enableCompileCache } from 'node:module';

enableCompileCache();

const { run } = await import('./command-line.ts');

/** Everything uncertain enters here: arguments, environment, clock, chance, network. */
process.exitCode = await run(process.argv.slice(2), {
  now: Date.now,
  random: randomBytes,
  fetch: globalThis.fetch,
});
