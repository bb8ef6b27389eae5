import { parseArgs } from 'node:util';
import { type Outcome, runChaos } from './chaos.ts';

/** `npm run chaos -- --kills N [--seed S]`: kills, compares, prints one line; exit code 1 when anything acknowledged is not there exactly once. */

const { values } = parseArgs({
  options: { kills: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const kills = Number(values.kills);
const seed = Number(values.seed);
if (!Number.isInteger(kills) || kills < 1 || !Number.isInteger(seed)) {
  console.error('--kills takes a whole number from 1, --seed a whole number');
  process.exit(2);
}

const tell = (what: string, n: number) => {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${n} of ${kills}: ${what}`);
};
const outcome = await runChaos({ kills, seed, onKill: tell });
if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
const { lost, doubled, wrong } = outcome;
for (const one of [...lost, ...doubled, ...wrong].slice(0, 50)) console.error(one);
console.log(summary(outcome));
process.exitCode = lost.length + doubled.length + wrong.length === 0 ? 0 : 1;

function summary({ kills, acknowledged, silences }: Outcome): string {
  const killed = Object.entries(kills).map(([role, count]) => `${role} ${count}`);
  const sorted = silences.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  return [
    `kill -9: ${killed.join(', ')}`,
    `${acknowledged} writes acknowledged`,
    `${lost.length} lost, ${doubled.length} doubled, ${wrong.length} otherwise wrong`,
    `silence ${Math.round(median)} ms at the median, ${Math.round(sorted.at(-1) ?? Number.NaN)} ms at most`,
  ].join('; ');
}
