import type { Draft, Log } from '#log/port.ts';
import { isCorruption } from '#log/sqlite.ts';
import { Refusal } from '#values/refusal.ts';
import type { Applied } from '#view/apply.ts';
import type { Keeper } from '#view/keeper.ts';
import { type Lane, makeLanes } from '#view/lanes.ts';
import { answerOf, CommandFault, type Outcome, outcomeStore } from '#view/outcomes.ts';
import { type Between, makeTurns } from '#view/turns.ts';

export type { Lane } from '#view/lanes.ts';

const BODY_MOST = 1_048_576;
const CALLERS_MOST = 64;
const WAIT_MOST_MS = 10_000;
const RETRY_AFTER_SECONDS = 5;
const RETRY_EVERY_MS = 250;

/** What a submitted command came to: its answer, and the sequence a reader must have reached to see it. */
export type Answered = { readonly answer: unknown; readonly seq: number };

/**
 * The way in. Rejects with a Refusal (expected no) or a CommandFault. A refusal `unavailable` says that the
 * command was not appended, or that nobody knew within 10 s what became of it: the same id, submitted again, is
 * still carried out once.
 */
export type Submit = (draft: Draft, lane: Lane) => Promise<Answered>;

export type Writer = {
  readonly submit: Submit;
  readonly between: Between;
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
  /** The log or the view turned out to be damaged, which no waiting mends. */
  readonly onCorruption?: (error: unknown) => void;
  /** Told of faults and storage trouble, once each. */
  readonly report: (what: string, error: unknown) => void;
  /** How long a caller waits for a command whose fate is not known, milliseconds. */
  readonly waitMostMs?: number;
};

type Caller = {
  readonly resolve: (answered: Answered) => void;
  readonly reject: (error: unknown) => void;
  readonly since: number;
};
type Waiting = { readonly draft: Draft; callers: Caller[] };

/**
 * The group-committing writer: what has arrived shares one fsync and one transaction. No timers, no waiting for
 * company.
 */
export function startWriter(options: WriterOptions): Writer {
  const { log, keeper, now, report, waitMostMs = WAIT_MOST_MS } = options;
  const lanes = makeLanes<Waiting>();
  const inFlight = new Map<string, Waiting>();
  let running: Promise<void> | undefined;
  let trouble: string | undefined;
  const told = new Set<string>();
  let stopped = false;
  const turns = makeTurns(begin);
  const expiry = setInterval(() => expire(inFlight.values(), waitMostMs), waitMostMs / 10).unref();

  const submit: Submit = (draft, lane) =>
    new Promise((resolve, reject) => {
      const caller: Caller = { resolve, reject, since: performance.now() };
      const same = inFlight.get(draft.id);
      if (same) return join(same, caller);
      const outcome = earlier(draft.id);
      if (outcome) return settle(caller, outcome, keeper.seq());
      const why = stopped ? 'the server is stopping' : (trouble ?? options.diskTrouble?.());
      const no = reasonAgainst(keeper, draft) ?? (why && unavailable(why));
      if (no) return reject(no);
      const waiting = { draft, callers: [caller] };
      if (!lanes.add(waiting, draft.body.length, lane))
        return reject(unavailable('too many commands are waiting'));
      inFlight.set(draft.id, waiting);
      begin();
    });

  /** The outcome the view has for an id. A view that cannot be read is trouble and has none. */
  function earlier(id: string): Outcome | undefined {
    try {
      return keeper.db.of(outcomeStore).find(id);
    } catch (error) {
      enterTrouble(error);
      running ??= recover().then(run);
      return undefined;
    }
  }

  function begin() {
    running ??= run();
  }

  async function run() {
    while (!turns.empty() || !lanes.empty()) {
      await new Promise(setImmediate);
      const turn = turns.next();
      if (turn) await turn();
      else await carryOut(lanes.next());
    }
    running = undefined;
  }

  async function carryOut(batch: readonly Waiting[]) {
    const applied = await appendAndApply(batch.map((waiting) => waiting.draft));
    const byId = new Map(applied.map((one) => [one.entry.id, one]));
    for (const waiting of batch) {
      inFlight.delete(waiting.draft.id);
      answer(waiting, byId.get(waiting.draft.id));
    }
    options.onApplied?.(keeper.seq());
  }

  async function appendAndApply(drafts: readonly Draft[]): Promise<readonly Applied[]> {
    try {
      return await keeper.applyBatch(await log.append(drafts, now()));
    } catch (error) {
      enterTrouble(error);
      return recover();
    }
  }

  /** Goes on until it is certain what the log holds and the view has all of it: what was appended is then applied. */
  async function recover(): Promise<readonly Applied[]> {
    const applied: Applied[] = [];
    while (!stopped) {
      try {
        await log.recover();
        await keeper.catchUp((one) => applied.push(one));
        trouble = undefined;
        break;
      } catch (error) {
        enterTrouble(error);
        await new Promise((resolve) => setTimeout(resolve, RETRY_EVERY_MS));
      }
    }
    return applied;
  }

  /** Those who wait in the queue are told at once; those whose command may be in the log wait for its fate. */
  function enterTrouble(error: unknown) {
    if (trouble === undefined) told.clear();
    if (!told.has(String(error))) report('the storage fails', error);
    told.add(String(error));
    if (isCorruption(error)) options.onCorruption?.(error);
    trouble = 'the storage fails';
    for (const waiting of lanes.drain()) {
      inFlight.delete(waiting.draft.id);
      refuse(waiting.callers, trouble);
    }
  }

  function answer({ draft, callers }: Waiting, applied: Applied | undefined) {
    if (applied && !('outcome' in applied)) {
      const fault = new CommandFault(
        draft.kind,
        applied.entry.seq,
        'fault' in applied ? applied.fault : undefined,
      );
      report('a command failed and was skipped', fault);
      for (const caller of callers) caller.reject(fault);
      return;
    }
    const outcome = applied?.outcome ?? earlier(draft.id);
    if (!outcome) return refuse(callers, 'the storage fails');
    for (const caller of callers) settle(caller, outcome, keeper.seq());
  }

  return {
    submit,
    between: turns.between,
    trouble: () => trouble ?? options.diskTrouble?.(),
    async stop() {
      stopped = true;
      await running;
      clearInterval(expiry);
    },
  };
}

function reasonAgainst(keeper: Keeper, { kind, body }: Draft): unknown {
  if (!keeper.knows(kind)) return new Error(`no command is called ${kind}`);
  return body.length > BODY_MOST ? new Refusal('too-large', 'The command is too large') : undefined;
}

function join(waiting: Waiting, caller: Caller): void {
  if (waiting.callers.length < CALLERS_MOST) waiting.callers.push(caller);
  else caller.reject(unavailable('too many ask for the same command'));
}

/** Nobody waits for ever. The command goes its way without them. */
function expire(all: Iterable<Waiting>, waitMostMs: number): void {
  const before = performance.now() - waitMostMs;
  for (const waiting of all) {
    refuse(
      waiting.callers.filter((caller) => caller.since < before),
      'it took too long',
    );
    waiting.callers = waiting.callers.filter((caller) => caller.since >= before);
  }
}

function settle(caller: Caller, outcome: Outcome, seq: number): void {
  try {
    caller.resolve({ answer: answerOf(outcome), seq });
  } catch (refusal) {
    caller.reject(refusal);
  }
}

function refuse(callers: readonly Caller[], why: string): void {
  for (const caller of callers) caller.reject(unavailable(why));
}

function unavailable(why: string): Refusal {
  return new Refusal('unavailable', `Not now: ${why}`, undefined, RETRY_AFTER_SECONDS);
}
