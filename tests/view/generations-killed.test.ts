import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { verifyLog } from '#view/verify.ts';
import { openToy, pathsIn, scratch, toyRegistry } from './toy.ts';

const ROUNDS = 7;
/** Long enough for some generations, each time cut at another moment. */
const CUT_AFTER_MS = 370;

/** A house that writes its view anew all the time, killed a while after the first one is in place; what it acknowledged. */
async function runAndKill(folder: string, afterMs: number): Promise<{ done: string[]; generations: number }> {
  const program = join(import.meta.dirname, 'storage-child.ts');
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, folder, 'anew'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('anew ')) resolve();
    });
    void exited.then(() => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await exited;
  const said = (word: string) =>
    lines.flatMap((line) => (line.startsWith(`${word} `) ? [line.slice(word.length + 1)] : []));
  return { done: said('done'), generations: said('anew').length };
}

test('a house killed at any moment while it writes its view anew has lost nothing and doubled nothing', async (t) => {
  const folder = scratch(t);
  const acknowledged: string[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const { done, generations } = await runAndKill(folder, (round * CUT_AFTER_MS) / ROUNDS);
    assert.ok(generations > 0);
    acknowledged.push(...done);
  }
  const toy = await openToy(folder);
  assert.deepEqual(toy.reports, [], 'no view had to be rebuilt');
  const texts = toy.posts().map(({ text }) => text);
  await toy.close();
  assert.equal(new Set(texts).size, texts.length, 'nothing is there twice');
  assert.deepEqual(new Set(acknowledged).difference(new Set(texts)), new Set(), 'nothing is lost');
  assert.equal(lstatSync(pathsIn(folder).view).isSymbolicLink(), true);
  const views = readdirSync(folder).filter((name) => name.startsWith('view.db'));
  assert.equal(views.length, 2, `the link and its file alone: ${views}`);
  const { broken, failed, differences } = await verifyLog({ paths: pathsIn(folder), registry: toyRegistry });
  assert.deepEqual({ broken, failed, differences }, { broken: [], failed: [], differences: [] });
});
