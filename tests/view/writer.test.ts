import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openLocalLogForReading } from '#log/local.ts';
import { startWriter } from '#view/writer.ts';
import { loseView, openToy, scratch, type Toy } from './toy.ts';

async function entriesOf(toy: Toy) {
  const log = openLocalLogForReading(toy.paths.log);
  const entries = await log.read(0, 10_000);
  await log.close();
  return entries;
}

test('a command is durable and applied when it is answered', async (t) => {
  const toy = await openToy(scratch(t));
  const { id } = await toy.send('toy.post/1', { text: 'hello' });
  assert.deepEqual({ ...toy.posts()[0] }, { id, text: 'hello' });
  assert.equal((await entriesOf(toy)).length, 1);
  await toy.close();
});

test('commands that arrive together share a batch, at most 256, and keep their order', async (t) => {
  const toy = await openToy(scratch(t));
  const applied: number[] = [];
  const writer = startWriter({
    ...toy.house,
    now: Date.now,
    report: assert.fail,
    onApplied: (seq) => applied.push(seq),
  });
  const answers = await Promise.all(
    Array.from({ length: 600 }, (_, i) =>
      writer.submit(
        { id: `id-${i}`, kind: 'toy.post/1', body: JSON.stringify({ text: `${i}` }) },
        'interactive',
      ),
    ),
  );
  assert.deepEqual(applied, [256, 512, 600]);
  assert.deepEqual(
    toy.posts().map((post) => post.text),
    answers.map((_, i) => `${i}`),
  );
  await writer.stop();
  await toy.close();
});

test('the same id is carried out once and answered with the first answer: while in flight, later, after a restart', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  const [one, two] = await Promise.all([
    toy.send('toy.post/1', { text: 'once' }, 'same'),
    toy.send('toy.post/1', { text: 'once' }, 'same'),
  ]);
  assert.deepEqual(one, two);
  assert.deepEqual(await toy.send('toy.post/1', { text: 'again' }, 'same'), one);
  assert.equal((await entriesOf(toy)).length, 1, 'it went into the log once');
  await toy.close();
  const later = await openToy(folder);
  assert.deepEqual(await later.send('toy.post/1', { text: 'again' }, 'same'), one);
  assert.equal(later.posts().length, 1);
  await later.close();
});

test('the same id twice in the log is carried out once', async (t) => {
  const toy = await openToy(scratch(t));
  const draft = { id: 'same', kind: 'toy.post/1', body: '{"text":"once"}' };
  await toy.house.log.append([draft, draft], Date.now());
  await toy.house.keeper.catchUp();
  assert.equal(toy.posts().length, 1);
  await toy.close();
});

test('a refusal is an outcome: nothing of it stays, and it is answered again without another try', async (t) => {
  const toy = await openToy(scratch(t));
  await assert.rejects(toy.send('toy.refuse/1', { text: 'no' }, 'same'), {
    name: 'Refusal',
    kind: 'forbidden',
  });
  await assert.rejects(toy.send('toy.refuse/1', { text: 'no' }, 'same'), {
    name: 'Refusal',
    kind: 'forbidden',
  });
  assert.equal((await entriesOf(toy)).length, 1);
  assert.deepEqual(toy.posts(), []);
  const events = toy.db.prepare<{ n: number }>('SELECT count(*) AS n FROM event').get()!.n;
  assert.equal(events, 0);
  await toy.close();
});

for (const kind of ['toy.fail/1', 'toy.wreck/1'])
  test(`a command that breaks (${kind}) is skipped and reported; those around it are carried out, and a replay agrees`, async (t) => {
    const folder = scratch(t);
    const toy = await openToy(folder);
    const results = await Promise.allSettled([
      toy.send('toy.post/1', { text: 'before' }),
      toy.send(kind, { text: 'broken' }, 'poison'),
      toy.send('toy.post/1', { text: 'after' }),
      toy.send(kind, { text: 'broken' }, 'poison too'),
    ]);
    assert.deepEqual(
      results.map((result) => (result.status === 'rejected' ? result.reason.name : 'done')),
      ['done', 'CommandFault', 'done', 'CommandFault'],
    );
    assert.equal(toy.reports.length, 2);
    const first = await toy.send('toy.post/1', { text: 'later' });
    const entries = await entriesOf(toy);
    assert.deepEqual(
      entries.filter((entry) => entry.kind === 'skip/1').map((entry) => entry.body),
      ['{"seq":2}', '{"seq":4}'],
    );
    assert.equal(toy.house.keeper.seq(), entries.length, 'the skips are applied too');
    const posts = toy.posts().map((post) => ({ ...post }));
    assert.deepEqual(
      posts.map((post) => post.text),
      ['before', 'after', 'later'],
    );
    await toy.close();
    loseView(folder);
    const replayed = await openToy(folder);
    assert.deepEqual(
      replayed.posts().map((post) => ({ ...post })),
      posts,
    );
    assert.deepEqual({ ...replayed.posts().at(-1) }, { id: first.id, text: 'later' });
    await replayed.close();
  });

test('a crash between the append and its skip leaves the command to be skipped at the next start', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  await toy.send('toy.post/1', { text: 'before' });
  await toy.house.log.append(
    [
      { id: 'poison', kind: 'toy.fail/1', body: '{"text":"broken"}' },
      { id: 'good', kind: 'toy.post/1', body: '{"text":"good"}' },
    ],
    Date.now(),
  );
  await toy.close();
  const again = await openToy(folder);
  assert.deepEqual(
    again.posts().map((post) => post.text),
    ['before', 'good'],
  );
  assert.equal(again.reports.length, 1);
  assert.deepEqual([...(await again.house.log.skips(0))], [2]);
  await again.close();
});

test('a command nobody knows does not enter the log; one that is in the log stops the start instead of being left out', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  await assert.rejects(toy.send('toy.future/1', {}), /no command is called toy.future\/1/);
  assert.equal((await entriesOf(toy)).length, 0);
  await toy.house.log.append([{ id: 'a', kind: 'toy.future/1', body: '{}' }], 1);
  await toy.close();
  await assert.rejects(openToy(folder), { name: 'UnknownCommand' });
});

test('a command may be 1 MiB and no larger', async (t) => {
  const toy = await openToy(scratch(t));
  const bodyOf = (bytes: number) => JSON.stringify({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
  const submit = (bytes: number) =>
    toy.writer.submit({ id: `${bytes}`, kind: 'toy.post/1', body: bodyOf(bytes) }, 'interactive');
  await submit(1_048_576);
  await assert.rejects(submit(1_048_577), { kind: 'too-large' });
  await toy.close();
});

test('a disk below its reserve refuses before anything is appended', async (t) => {
  let full: string | undefined = 'the disk is full';
  const toy = await openToy(scratch(t), { diskTrouble: () => full });
  await assert.rejects(toy.send('toy.post/1', { text: 'x' }), { kind: 'unavailable', retryAfterSeconds: 5 });
  assert.equal(toy.writer.trouble(), 'the disk is full');
  assert.equal((await entriesOf(toy)).length, 0);
  full = undefined;
  await toy.send('toy.post/1', { text: 'x' });
  await toy.close();
});

test('a queue that is full refuses at once', async (t) => {
  const toy = await openToy(scratch(t));
  const results = await Promise.allSettled(
    Array.from({ length: 8_200 }, (_, i) => toy.send('toy.refuse/1', { text: '' }, `id-${i}`)),
  );
  const unavailable = results.filter((r) => r.status === 'rejected' && r.reason.kind === 'unavailable');
  assert.equal(unavailable.length, 8);
  await toy.close();
});

test('a writer that stops finishes what it has and takes no more', async (t) => {
  const folder = scratch(t);
  const toy = await openToy(folder);
  const sent = Array.from({ length: 300 }, (_, i) => toy.send('toy.post/1', { text: `${i}` }));
  const stopped = toy.writer.stop();
  await assert.rejects(toy.send('toy.post/1', { text: 'late' }), { kind: 'unavailable' });
  await stopped;
  await Promise.all(sent);
  assert.equal(toy.posts().length, 300);
  await toy.house.close();
});
