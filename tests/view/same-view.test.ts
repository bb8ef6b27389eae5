import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { truncatableUpTo } from '#view/retention.ts';
import { listSnapshots, takeSnapshot } from '#view/snapshots.ts';
import { verifyLog } from '#view/verify.ts';
import { crashCopy, loseView, openToy, scratch, type Toy, toyRegistry } from './toy.ts';

/** What may happen to a house, in any order. */
type Step =
  | { readonly do: 'send'; readonly commands: readonly Command[] }
  | {
      readonly do:
        | 'restart'
        | 'crash'
        | 'lose the view'
        | 'break the view'
        | 'snapshot'
        | 'truncate'
        | 'prune'
        | 'write it anew';
    };

/** `target` chooses an earlier post; `again` repeats an earlier command id. */
type Command = { readonly kind: string; readonly target: number; readonly again: boolean };

const kinds = [
  'toy.post/1',
  'toy.post/1',
  'toy.edit/1',
  'toy.delete/1',
  'toy.tag/1',
  'toy.refuse/1',
  'toy.fail/1',
  'toy.wreck/1',
];
const command: fc.Arbitrary<Command> = fc.record({
  kind: fc.constantFrom(...kinds),
  target: fc.nat(30),
  again: fc.boolean(),
});
const send: fc.Arbitrary<Step> = fc.record({
  do: fc.constant('send' as const),
  commands: fc.array(command, { minLength: 1, maxLength: 12 }),
});
const event: fc.Arbitrary<Step> = fc
  .constantFrom(
    'restart',
    'crash',
    'lose the view',
    'break the view',
    'snapshot',
    'truncate',
    'prune',
    'write it anew',
  )
  .map((what) => ({ do: what as Exclude<Step['do'], 'send'> }));
const story = fc.array(fc.oneof({ weight: 3, arbitrary: send }, { weight: 2, arbitrary: event }), {
  minLength: 1,
  maxLength: 14,
});

/** A house with a plain account of what must be in it. */
class Tale {
  readonly posts = new Map<number, string>();
  readonly answers = new Map<string, unknown>();
  private readonly sent: { readonly id: string; readonly kind: string; readonly body: unknown }[] = [];
  private copies = 0;
  private pruned = false;
  private folder: string;
  private toy: Toy;
  private now = 1_000;

  private constructor(folder: string, toy: Toy) {
    this.folder = folder;
    this.toy = toy;
  }

  static async begin(folder: string): Promise<Tale> {
    return new Tale(folder, await openToy(folder));
  }

  async take(step: Step): Promise<void> {
    this.now += 1;
    if (step.do === 'send') return this.send(step.commands);
    if (step.do === 'snapshot') return this.snapshot();
    if (step.do === 'truncate') return this.truncate();
    if (step.do === 'prune') return this.prune();
    if (step.do === 'write it anew') return this.toy.regenerate().then(() => {});
    return this.reopen(step.do);
  }

  private async send(commands: readonly Command[]): Promise<void> {
    await Promise.all(
      commands.map(({ kind, target, again }, i) => {
        const earlier = again && !this.pruned ? this.sent[target % Math.max(1, this.sent.length)] : undefined;
        const ids = [...this.posts.keys()];
        const text = `${this.sent.length}-${i}`;
        const mine = { id: text, kind, body: { text, id: ids[target % Math.max(1, ids.length)] ?? 0 } };
        const one = earlier ?? mine;
        if (!earlier) this.sent.push(one);
        return this.one(one);
      }),
    );
  }

  private async one({
    id,
    kind,
    body,
  }: {
    readonly id: string;
    readonly kind: string;
    readonly body: unknown;
  }) {
    const answer = await this.toy.send(kind, body, id).catch((error: Error) => error.message);
    const before = this.answers.get(id);
    const broke = kind === 'toy.fail/1' || kind === 'toy.wreck/1';
    if (before !== undefined && !broke)
      return assert.deepEqual(answer, before, 'a repeated id is answered as it was');
    this.answers.set(id, answer);
    if (typeof answer === 'string') return;
    const { text, id: target } = body as { readonly text: string; readonly id: number };
    if (kind === 'toy.post/1') this.posts.set(answer.id, text);
    if (kind === 'toy.edit/1') this.posts.set(target, text);
    if (kind === 'toy.delete/1') this.posts.delete(target);
  }

  private async snapshot(): Promise<void> {
    const { paths, house } = this.toy;
    await takeSnapshot(paths.view, paths.snapshots, house.log);
  }

  private truncate(): Promise<void> {
    const { paths, house } = this.toy;
    const seq = house.keeper.seq();
    return house.log.truncate(truncatableUpTo(listSnapshots(paths.snapshots), seq, seq));
  }

  private async prune(): Promise<void> {
    const body = { upToSeq: this.toy.house.keeper.seq() - 3, replacedBeforeMs: Date.now() - 2 };
    await this.toy.send('house.prune/1', body, `prune-${this.now}`, 'bulk');
    this.pruned = true;
  }

  private async reopen(how: 'restart' | 'crash' | 'lose the view' | 'break the view'): Promise<void> {
    const old = this.toy;
    if (how === 'crash')
      this.folder = crashCopy(this.folder, join(this.folder, '..', `copy-${this.copies++}`));
    if (how === 'break the view') old.house.distrustView();
    await old.close();
    if (how === 'lose the view') loseView(this.folder);
    this.toy = await openToy(this.folder);
  }

  async end(): Promise<void> {
    const kept = this.toy.posts().map(({ id, text }) => [id, text]);
    assert.deepEqual(
      kept,
      [...this.posts].sort(([a], [b]) => a - b),
      'what was acknowledged is there, once',
    );
    const verified = await verifyLog({ paths: this.toy.paths, registry: toyRegistry });
    assert.deepEqual({ ...verified, from: 0, upTo: 0 }, SOUND);
    await this.toy.close();
  }
}

const SOUND = { from: 0, upTo: 0, broken: [], failed: [], differences: [] };

test('the same log makes the same view, whatever happened on the way', async (t) => {
  const folder = scratch(t);
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(story, async (steps) => {
      const home = join(folder, `run-${runs++}`, 'house');
      mkdirSync(home, { recursive: true });
      const tale = await Tale.begin(home);
      for (const step of steps) await tale.take(step);
      await tale.end();
    }),
    { numRuns: 30 },
  );
});
