import assert from 'node:assert/strict';
import { lstatSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { startCheckpoints } from '#view/checkpoints.ts';
import type { GenerationMade } from '#view/generations/make.ts';
import { openReader } from '#view/reader.ts';
import { verifyLog } from '#view/verify.ts';
import { fill, smallDisk } from './small-disk.ts';
import { openToy, pathsIn, posted, scratch, type Toy, toyRegistry } from './toy.ts';

const SOUND = { broken: [], failed: [], differences: [] };
const KINDS = [
  'toy.post/1',
  'toy.post/1',
  'toy.edit/1',
  'toy.delete/1',
  'toy.tag/1',
  'toy.refuse/1',
  'toy.fail/1',
];

async function assertSound(folder: string): Promise<void> {
  const { broken, failed, differences } = await verifyLog({ paths: pathsIn(folder), registry: toyRegistry });
  assert.deepEqual({ broken, failed, differences }, SOUND);
}

const generationsIn = (folder: string) =>
  readdirSync(folder).filter((name) => /^view\.db\.generation-\d+$/.test(name));

/** Sends commands of every kind without a pause until told to stop; resolves with the texts of the posts that were acknowledged. */
function keepSending(toy: Toy, lanes: number): { stop(): Promise<{ done: string[]; failed: unknown[] }> } {
  let stopped = false;
  const done: string[] = [];
  const failed: unknown[] = [];
  const posts: number[] = [];
  const crowd = Array.from({ length: lanes }, async (_, lane) => {
    for (let n = 0; !stopped; n++) {
      const kind = KINDS[(n * 7 + lane) % KINDS.length]!;
      const text = `${lane}-${n}`;
      const id = kind === 'toy.delete/1' ? posts.shift() : posts[n % Math.max(1, posts.length)];
      const expected = kind !== 'toy.post/1' && kind !== 'toy.tag/1';
      await toy.send(kind, { text, id: id ?? 0 }, text).then(
        (answer) => {
          if (kind === 'toy.post/1') posts.push(answer.id);
          done.push(text);
        },
        (error: unknown) => expected || failed.push(error),
      );
    }
  });
  return {
    async stop() {
      stopped = true;
      await Promise.all(crowd);
      return { done, failed };
    },
  };
}

test('a generation made and put in place under random commands equals a replay row by row, and no command failed', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  const checkpoints = startCheckpoints({
    files: [toy.paths.log, toy.paths.view],
    report: (what, error) => assert.fail(`${what} ${String(error)}`),
    everyMs: 10,
  });
  for (let n = 0; n < 2_000; n += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, i) => toy.send('toy.post/1', { text: `early ${n + i}` })),
    );
  const sending = keepSending(toy, 2);
  const made: GenerationMade[] = [];
  for (let i = 0; i < 2; i++) made.push(await toy.regenerate({ checkpoints, share: 0.5 }));
  const { done, failed } = await sending.stop();
  assert.deepEqual(failed, []);
  assert.ok(done.length > 100, `${done.length} commands were carried out meanwhile`);
  assert.ok(made.every(({ seq }, i) => seq > (made[i - 1]?.seq ?? 0)));
  assert.equal(lstatSync(toy.paths.view).isSymbolicLink(), true);
  await toy.close();
  await checkpoints.stop();
  await assertSound(folder);
});

test('a reader takes every event once across a generation, and never answers from behind it', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  let view = openReader(toy.paths.view);
  const opened = [view];
  for (let i = 0; i < 3; i++) {
    const before = await toy.send('toy.post/1', { text: `before ${i}` });
    view.takeEvents();
    assert.equal(view.isRetired(), false);
    const seen: number[] = [];
    view.on(posted, ({ id }) => void seen.push(id));
    await toy.regenerate();
    const after = await toy.send('toy.post/1', { text: `after ${i}` });
    view.takeEvents();
    assert.equal(view.isRetired(), true, 'the view itself says so');
    assert.equal(view.isCurrent(), false);
    assert.deepEqual(seen, []);
    view = openReader(toy.paths.view);
    opened.push(view);
    const ids = view.db.prepare<{ id: number }>('SELECT id FROM status ORDER BY id').all();
    assert.deepEqual(
      ids.slice(-2),
      [{ id: before.id }, { id: after.id }].map((row) => Object.assign(Object.create(null), row)),
    );
  }
  const texts = opened[0]!.db.prepare<{ n: number }>('SELECT count(*) AS n FROM status').get();
  assert.equal(texts?.n, 1, 'a former view can still be read by those who have it open');
  for (const one of opened) one.close();
  await toy.close();
  assert.equal(generationsIn(folder).length, 1);
  await assertSound(folder);
});

test('effects are in the new generation as they were, with the sequence they had', async (t) => {
  const toy = await openToy(scratch(t));
  const effects = () => toy.db.prepare('SELECT * FROM effect ORDER BY seq, n').all();
  for (let i = 0; i < 5; i++) await toy.send('toy.post/1', { text: `${i}` });
  const before = effects();
  await toy.regenerate();
  assert.deepEqual(effects(), before);
  assert.equal(before.length, 5);
  await toy.close();
});

test('without room on the disk a generation is refused before anything is written', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  await toy.send('toy.post/1', { text: 'a' });
  const refused = toy.regenerate({ reserveBytes: Number.MAX_SAFE_INTEGER });
  await assert.rejects(refused, {
    name: 'Refusal',
    kind: 'unavailable',
    message: /no room for another view/,
  });
  assert.deepEqual(generationsIn(folder), []);
  await toy.send('toy.post/1', { text: 'b' });
  await toy.close();
});

test('a disk that fills while a generation is made makes it given up, and commands are not refused for it', async (t) => {
  const disk = smallDisk(t, 128);
  if (!disk) return;
  const toy = await openToy(disk);
  await toy.send('toy.post/1', { text: 'before' });
  const filling = toy.regenerate({ reserveBytes: 4_000_000, onProgress: () => fill(disk, 3_000_000) });
  await assert.rejects(filling, { name: 'Refusal', message: /The disk became full/ });
  assert.deepEqual(generationsIn(disk), []);
  await toy.send('toy.post/1', { text: 'after' });
  await assert.rejects(toy.regenerate(), /no room/);
  rmSync(join(disk, 'ballast'));
  await toy.regenerate();
  await toy.send('toy.post/1', { text: 'last' });
  assert.deepEqual(toy.reports, []);
  await toy.close();
});

/** Begins a generation and gives it up: at its first word, or when it is about to be swapped. */
async function giveUp(toy: Toy, moment: 'at its first word' | 'before the swap'): Promise<void> {
  const giving = new AbortController();
  const giveUp = () => giving.abort(new Error('given up'));
  const made = toy.regenerate({
    signal: giving.signal,
    onProgress: () => void (moment === 'at its first word' && giveUp()),
    between(work) {
      giveUp();
      return toy.writer.between(work);
    },
  });
  await assert.rejects(made, /given up/);
}

for (const moment of ['at its first word', 'before the swap'] as const)
  test(`a generation that is given up ${moment} leaves the view in use as it was`, async (t) => {
    const folder = scratch(t);
    const toy = await openToy(folder);
    await Promise.all(Array.from({ length: 300 }, (_, i) => toy.send('toy.post/1', { text: `${i}` })));
    await giveUp(toy, moment);
    assert.deepEqual(generationsIn(folder), []);
    await toy.send('toy.post/1', { text: 'after' });
    await toy.regenerate();
    assert.equal(generationsIn(folder).length, 1);
    await toy.send('toy.post/1', { text: 'last' });
    await toy.close();
    await assertSound(folder);
  });

test('a lost link costs no view: it is made again, and what it led to stays until that is done', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  await toy.send('toy.post/1', { text: 'a' });
  await toy.regenerate();
  const { seq } = await toy.house.log.head();
  await toy.send('toy.post/1', { text: 'b' });
  await toy.house.log.truncate(seq);
  await toy.close();
  const [present] = generationsIn(folder);
  rmSync(toy.paths.view);
  await assert.rejects(openToy(folder), { name: 'BrokenHouse' });
  symlinkSync(present!, toy.paths.view);
  const again = await openToy(folder);
  assert.deepEqual(
    again.posts().map(({ text }) => text),
    ['a', 'b'],
  );
  await again.close();
});

test('what a crash left of generations is removed at the next start, and the present one stays', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  await toy.send('toy.post/1', { text: 'a' });
  await toy.regenerate();
  await toy.close();
  const present = generationsIn(folder);
  for (const name of [
    'view.db.generation-7',
    'view.db.generation-7-wal',
    'view.db.generation-9-shm',
    'view.db-wal',
  ])
    writeFileSync(join(folder, name), 'half');
  symlinkSync('nowhere', join(folder, 'view.db.link'));
  const again = await openToy(folder);
  assert.deepEqual(
    again.posts().map(({ text }) => text),
    ['a'],
  );
  assert.deepEqual(again.reports, []);
  await again.close();
  assert.deepEqual(
    readdirSync(folder)
      .filter((name) => name.startsWith('view.db'))
      .sort(),
    ['view.db', ...present],
  );
});
