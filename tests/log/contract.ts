import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { follows, ZERO } from '#log/chain.ts';
import { type Draft, type Entry, type Log, SKIP } from '#log/port.ts';

export type LogUnderTest = {
  readonly log: Log;
  /** Closes and opens the same log again, as after a restart. */
  reopen(): Promise<Log>;
  /** Lets the next append fail so that nobody knows whether its drafts made it. */
  failNextAppend(): void;
};

export type OpenForTest = (t: TestContext) => Promise<LogUnderTest>;

export function draft(id: string, body: unknown = {}): Draft {
  return { id, kind: 'test/1', body: JSON.stringify(body) };
}

async function all(log: Log): Promise<readonly Entry[]> {
  return log.read(0, 1_000);
}

/** What every implementation of the log promises. `open` makes a new, empty one. */
export function testLog(name: string, open: OpenForTest): void {
  const that = (promise: string, run: (t: TestContext) => Promise<void>) => test(`${name}: ${promise}`, run);

  that('an empty log has the zero as its head and nothing to read', async (t) => {
    const { log } = await open(t);
    assert.deepEqual(await log.head(), ZERO);
    assert.deepEqual(await all(log), []);
    assert.equal(await log.firstSeq(), 1);
    assert.equal(await log.lastBefore(Number.MAX_SAFE_INTEGER), 0);
    assert.deepEqual(await log.at(0), ZERO);
    assert.equal(await log.at(1), undefined);
  });

  that(
    'drafts get sequences without gaps, in the order given, and are read back as they were written',
    async (t) => {
      const { log } = await open(t);
      const written = [
        ...(await log.append([draft('a', { text: 'سلام' }), draft('b')], 1_000)),
        ...(await log.append([draft('c')], 1_001)),
      ];
      assert.deepEqual(
        written.map((entry) => [entry.seq, entry.id, entry.at]),
        [
          [1, 'a', 1_000],
          [2, 'b', 1_000],
          [3, 'c', 1_001],
        ],
      );
      assert.deepEqual(plain(await all(log)), plain(written));
      assert.deepEqual(plain(await log.read(1, 1)), plain(written.slice(1, 2)));
      assert.equal((await log.head()).hash, written[2]!.hash);
    },
  );

  that('times never decrease, whatever the clock does', async (t) => {
    const { log } = await open(t);
    for (const now of [5_000.9, 9_000, 2_000, 8_999, 9_001]) await log.append([draft(`at-${now}`)], now);
    assert.deepEqual(
      (await all(log)).map((entry) => entry.at),
      [5_000, 9_000, 9_000, 9_000, 9_001],
    );
  });

  that('each hash follows from the one before, and any change breaks it', async (t) => {
    const { log } = await open(t);
    await log.append([draft('a', 1), draft('b', 2), draft('c', 3)], 1_000);
    let previous = ZERO.hash;
    for (const entry of await all(log)) {
      assert.ok(follows(previous, entry));
      for (const changed of [{ body: '9' }, { id: 'x' }, { kind: 'y/1' }, { at: 7 }, { seq: 99 }])
        assert.ok(!follows(previous, { ...entry, ...changed }));
      previous = entry.hash;
    }
  });

  that('a restart changes nothing and goes on where it was', async (t) => {
    const { log, reopen } = await open(t);
    const written = await log.append([draft('a'), draft('b')], 1_000);
    const again = await reopen();
    assert.equal(again.epoch, log.epoch);
    assert.deepEqual(plain(await all(again)), plain(written));
    const [next] = await again.append([draft('c')], 500);
    assert.equal(next!.seq, 3);
    assert.equal(next!.at, 1_000);
    assert.ok(follows(written[1]!.hash, next!));
  });

  that('two logs are told apart by their epochs', async (t) => {
    const one = await open(t);
    const other = await open(t);
    assert.notEqual(one.log.epoch, other.log.epoch);
  });

  that('skips are found whatever they stand behind, from a place on', async (t) => {
    const { log } = await open(t);
    await log.append([draft('a'), draft('b'), draft('c')], 1_000);
    await log.append([{ id: 'skip-2', kind: SKIP, body: '{"seq":2}' }], 0);
    await log.append([draft('d')], 1_000);
    await log.append([{ id: 'skip-5', kind: SKIP, body: '{"seq":5}' }], 0);
    assert.deepEqual([...(await log.skips(0))], [2, 5]);
    assert.deepEqual([...(await log.skips(4))], [5]);
    assert.deepEqual([...(await log.skips(6))], []);
  });

  that('the last entry before a moment is found', async (t) => {
    const { log } = await open(t);
    for (const now of [10, 20, 20, 30]) await log.append([draft(`at-${now}-${Math.random()}`)], now);
    const found = await Promise.all([5, 10, 11, 20, 21, 30, 31].map((ms) => log.lastBefore(ms)));
    assert.deepEqual(found, [0, 0, 1, 1, 3, 3, 4]);
  });

  that('what is truncated is gone, what is not stays, and the head is never forgotten', async (t) => {
    const { log, reopen } = await open(t);
    for (let i = 1; i <= 1_200; i++) await log.append([draft(`id-${i}`)], i);
    await log.truncate(1_100);
    assert.equal(await log.firstSeq(), 1_101);
    assert.equal(await log.at(1_100), undefined);
    assert.equal((await log.read(0, 1))[0]!.seq, 1_101);
    assert.equal(await log.lastBefore(1_000), 0);
    assert.equal(await log.lastBefore(1_151), 1_150);
    await log.truncate(99_999);
    assert.equal(await log.firstSeq(), 1_200);
    assert.equal((await log.head()).seq, 1_200);
    const again = await reopen();
    assert.equal((await again.append([draft('next')], 5))[0]!.seq, 1_201);
    assert.equal((await again.head()).at, 1_200);
  });

  that('after an append that failed nothing is taken until it is certain what became of it', async (t) => {
    const { log, failNextAppend, reopen } = await open(t);
    const [first] = await log.append([draft('before')], 1_000);
    failNextAppend();
    await assert.rejects(log.append([draft('doubtful-1'), draft('doubtful-2')], 1_000));
    await assert.rejects(log.append([draft('too early')], 1_000), { name: 'LogInDoubt' });
    await log.recover();
    const ids = (await all(log)).map((entry) => entry.id);
    assert.ok(ids.length === 1 || ids.length === 3, 'all of the drafts made it, or none');
    assert.equal((await log.head()).seq, ids.length);
    assert.equal((await log.at(1))!.hash, first!.hash);
    const [after] = await log.append([draft('after')], 1_000);
    assert.equal(after!.seq, ids.length + 1);
    assert.deepEqual(
      (await all(await reopen())).map((entry) => entry.id),
      [...ids, 'after'],
      'a restart brings nothing back that was not there',
    );
  });

  that('recovering without a doubt does nothing', async (t) => {
    const { log } = await open(t);
    await log.append([draft('a')], 1);
    await log.recover();
    assert.equal((await log.append([draft('b')], 1))[0]!.seq, 2);
  });
}

/** Without the prototype that rows of a database have. */
function plain(entries: readonly Entry[]): readonly Entry[] {
  return entries.map((entry) => ({ ...entry }));
}
