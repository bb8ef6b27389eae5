import { globSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

/**
 * Runs all tests, or those whose path contains one of the words given. Says at the end which were skipped and why, then
 * the counts. With ROOFTOP_TESTS_COMPLETE set, a skipped test is a failure.
 */

const ROOT = join(import.meta.dirname, '..');
const CONCURRENCY = 2;
const TEST_TIMEOUT_MS = 300_000;
/** As the summary event calls them, and as Node prints them. */
const COUNTS = {
  tests: 'tests',
  suites: 'suites',
  passed: 'pass',
  failed: 'fail',
  cancelled: 'cancelled',
  skipped: 'skipped',
  todo: 'todo',
};

const words = process.argv.slice(2);
const mustBeComplete = process.env['ROOFTOP_TESTS_COMPLETE'] !== undefined;
/** The servers that tests start refuse settings they do not know. */
delete process.env['ROOFTOP_TESTS_COMPLETE'];

const files = globSync(['tests/**/*.test.ts', 'tools/**/*.test.ts'], { cwd: ROOT })
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .toSorted()
  .map((path) => join(ROOT, path));
if (files.length === 0) {
  console.error('There are no such tests.');
  process.exit(1);
}

const skipped: string[] = [];
let counts: Readonly<Record<string, number>> = {};
let durationMs = 0;
let failed = 0;

const events = run({ files, concurrency: CONCURRENCY, timeout: TEST_TIMEOUT_MS, cwd: ROOT });
events.on('test:fail', (data) => {
  if (data.todo === undefined) failed++;
});
events.on('test:pass', (data) => {
  if (data.skip === undefined) return;
  skipped.push(`${data.name}${typeof data.skip === 'string' ? `: ${data.skip}` : ''}`);
});
events.on('test:summary', (data) => {
  if (data.file !== undefined) return;
  counts = data.counts;
  durationMs = data.duration_ms;
});
const shown = events.compose(spec);
shown.pipe(process.stdout);
shown.on('end', () => {
  for (const line of skipped) console.log(`# skipped: ${line}`);
  for (const [key, name] of Object.entries(COUNTS)) console.log(`# ${name} ${counts[key] ?? 0}`);
  console.log(`# duration_ms ${Math.round(durationMs)}`);
  if (mustBeComplete && skipped.length > 0) console.log('# Nothing may be skipped here.');
  const ran = (counts['tests'] ?? 0) > 0;
  process.exitCode = ran && failed === 0 && !(mustBeComplete && skipped.length > 0) ? 0 : 1;
});
