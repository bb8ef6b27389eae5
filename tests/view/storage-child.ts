import { startCheckpoints } from '#view/checkpoints.ts';
import { openToy } from './toy.ts';

/**
 * A house under a storage that fails, and its clients: each sends a command again, with the same id, until it
 * is answered. Tells on standard output what became of each try; stops when standard input ends. With `anew` its view
 * is written anew all the time.
 */
const CLIENTS = 4;
const [, , folder = '', anew] = process.argv;

const toy = await openToy(folder);
const checkpoints = startCheckpoints({
  files: [toy.paths.log, toy.paths.view],
  report: () => {},
  everyMs: 20,
});
let stopping = false;
let next = 0;

async function client(): Promise<void> {
  while (!stopping) {
    const text = `post-${next++}`;
    while (!stopping && !(await attempt(text))) await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function attempt(text: string): Promise<boolean> {
  try {
    await toy.send('toy.post/1', { text }, text);
    process.stdout.write(`done ${text}\n`);
    return true;
  } catch (error) {
    process.stdout.write(`${(error as { kind?: string }).kind ?? String(error)} ${text}\n`);
    return false;
  }
}

async function regenerate(): Promise<void> {
  while (!stopping) {
    const { seq } = await toy.regenerate({ checkpoints });
    process.stdout.write(`anew ${seq}\n`);
  }
}

process.stdin.on('end', () => {
  stopping = true;
});
process.stdin.resume();
await Promise.all([...Array.from({ length: CLIENTS }, client), ...(anew ? [regenerate()] : [])]);
await toy.close();
await checkpoints.stop();
