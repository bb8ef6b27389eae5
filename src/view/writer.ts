import type { Draft, Entry, Log } from '#log/port.ts';
import { Refusal } from '#values/refusal.ts';
import type { Applied } from '#view/apply.ts';
import type { Keeper } from '#view/keeper.ts';
import { answerOf, CommandFault, outcomeStore } from '#view/outcomes.ts';

const BATCH_MOST = 256;
const QUEUE_MOST = 8_192;
const RETRY_AFTER_SECONDS = 5;
const RETRY_EVERY_MS = 250;

/** Interactive commands overtake bulk ones (imports, purges). */
export type Lane = 'interactive' | 'bulk';

/** What a submitted command came to: its answer, and the sequence a reader must have reached to see it. */
export type Answered = { readonly answer: unknown; readonly seq: number };

/** The way in. Rejects with a Refusal (expected no), a CommandFault, or `unavailable` before anything was appended. */
export type Submit = (draft: Draft, lane: Lane) => Promise<Answered>;

export type Writer = {
  readonly submit: Submit;
  /** Why nothing can be accepted now, undefined when all is well. */
  trouble(): string | undefined;
  /** Takes no more, finishes what it has. */
  stop(): Promise<void>;
};

export type WriterOptions = {
  readonly log: Log;
  readonly keeper: Keeper;
  readonly now: () => number;
  /** Says why the disk cannot take more, before anything is appended. */
  readonly diskTrouble?: () => string | undefined;
  /** Called after each applied batch with the new sequence. */
  readonly onApplied?: (seq: number) => void;
  /** Told of faults and storage trouble, once each. */
  readonly report: (what: string, error: unknown) => void;
};

type Waiting = Draft & { resolve: (a: Answered) => void; reject: (e: unknown) => void };

/** The group-committing writer: what has arrived shares one fsync and one transaction. No timers, no waiting for company. */
export function startWriter(options: WriterOptions): Writer {
  const { log, keeper, now, report } = options;
  const queues: Record<Lane, Waiting[]> = { interactive: [], bulk: [] };
  let running: Promise<void> | undefined;
  let trouble: string | undefined;
  let stopped = false;

  const submit: Submit = (draft, lane) =>
    new Promise((resolve, reject) => {
      const known = keeper.db.of(outcomeStore).find(draft.id);
      if (known) return settle({ ...draft, resolve, reject }, () => answerOf(known), keeper.seq());
      const no = stopped ? 'stopping' : (trouble ?? options.diskTrouble?.() ?? fullQueue());
      if (no) return reject(unavailable(no));
      queues[lane].push({ ...draft, resolve, reject });
      running ??= run();
    });

  const fullQueue = () =>
    queues.interactive.length + queues.bulk.length >= QUEUE_MOST
      ? 'too many commands are waiting'
      : undefined;

  async function run() {
    while (queues.interactive.length + queues.bulk.length > 0) {
      await new Promise(setImmediate);
      const batch = queues.interactive.splice(0, BATCH_MOST);
      batch.push(...queues.bulk.splice(0, Math.max(0, Math.min(32, BATCH_MOST - batch.length))));
      await takeBatch(batch);
    }
    running = undefined;
  }

  async function takeBatch(batch: readonly Waiting[]) {
    const entries = await append(batch);
    if (!entries) return;
    const applied = await applyPatiently(entries);
    applied.forEach((result, i) => {
      answer(batch[i]!, result);
    });
    options.onApplied?.(keeper.seq());
  }

  async function append(batch: readonly Waiting[]): Promise<readonly Entry[] | undefined> {
    try {
      return await log.append(batch, now());
    } catch (error) {
      report('the log refused to append', error);
      for (const w of batch) w.reject(unavailable('the log cannot be written'));
      return undefined;
    }
  }

  /** After the append there is no way back: the batch is applied however long the view's storage takes to recover. */
  async function applyPatiently(entries: readonly Entry[]): Promise<readonly Applied[]> {
    for (;;) {
      try {
        if (keeper.seq() < entries[0]!.seq - 1) await keeper.catchUp();
        const applied = await keeper.applyBatch(entries);
        trouble = undefined;
        return applied;
      } catch (error) {
        if (!trouble) report('the view cannot be written', error);
        trouble = 'the view cannot be written';
        await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
      }
    }
  }

  function answer(waiting: Waiting, result: Applied) {
    if (result.outcome) return settle(waiting, () => answerOf(result.outcome!), keeper.seq());
    report(`command ${result.entry.kind} at ${result.entry.seq} was skipped`, result.fault);
    waiting.reject(new CommandFault(waiting.kind, result.entry.seq, result.fault));
  }

  return {
    submit,
    trouble: () => trouble ?? options.diskTrouble?.(),
    async stop() {
      stopped = true;
      await running;
    },
  };
}

function settle(waiting: Waiting, answer: () => unknown, seq: number): void {
  try {
    waiting.resolve({ answer: answer(), seq });
  } catch (refusal) {
    waiting.reject(refusal);
  }
}

function unavailable(why: string): Refusal {
  return new Refusal('unavailable', `Not now: ${why}`, undefined, RETRY_AFTER_SECONDS);
}
