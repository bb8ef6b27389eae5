import { connect, type Socket } from 'node:net';
import { jsonLines, type Lines } from '#machinery/control/lines.ts';
import { socketPath } from '#machinery/control/listen.ts';
import type { FromWriter, Submission } from '#machinery/control/messages.ts';
import { Refusal, refusalFromData } from '#values/refusal.ts';
import type { Answered, Submit } from '#view/writer.ts';

/** Commands that may wait for an answer at once. */
export const KEPT_MOST = 8_192;
const KEPT_FOR_MS = 10_000;
const RECONNECT_MS = 20;
const RETRY_AFTER_SECONDS = 5;

type Kept = Submission & { readonly resolve: (a: Answered) => void; readonly reject: (e: unknown) => void };

export type ControlClient = {
  readonly submit: Submit;
  /** Whether the writer can be reached now. */
  isConnected(): boolean;
  /** Resolves with true once the writer can be reached, with false when it could not within the time. */
  connected(mostMs: number): Promise<boolean>;
  /** True while the writer is away and once after it came back: it may have put another view in place. */
  mayHaveMoved(): boolean;
  /** Why nothing would be accepted now; undefined when all is well. */
  trouble(): string | undefined;
  /** Commands without an answer. */
  waiting(): number;
  close(): void;
};

export type ControlOptions = {
  readonly path: string;
  /** The view has moved on. */
  readonly onWake?: (seq: number) => void;
  /** How long a command waits for its answer, milliseconds. */
  readonly keptForMs?: number;
};

/** The writer ended a command with an exception of its own, and has reported it. */
export class RemoteFault extends Error {}

/**
 * The way in from another process. A command is kept until it is answered, and sent again when the writer comes back:
 * its id makes it happen once. After 10 seconds without an answer the caller is told "not now".
 */
export function openControl(options: ControlOptions): ControlClient {
  const { onWake = () => {}, keptForMs = KEPT_FOR_MS } = options;
  const path = socketPath(options.path);
  const kept = new Map<number, Kept>();
  const arrivals = new Set<() => void>();
  let socket: Socket | undefined;
  let lines: Lines | undefined;
  let closed = false;
  let trouble: string | undefined;
  let unsure = true;
  let n = 0;

  function dial() {
    if (closed) return;
    const dialled = connect(path);
    socket = dialled;
    dialled.on('connect', () => {
      const fresh = jsonLines(dialled, take);
      lines = fresh;
      trouble = undefined;
      unsure = true;
      for (const { n, draft, lane } of kept.values()) fresh.send({ n, draft, lane });
      for (const tell of arrivals) tell();
    });
    dialled.on('error', () => dialled.destroy());
    dialled.on('close', () => {
      lines = undefined;
      if (!closed) setTimeout(dial, RECONNECT_MS);
    });
  }

  function take(message: FromWriter) {
    if ('wake' in message) return onWake(message.wake);
    if ('trouble' in message) {
      trouble = message.trouble ?? undefined;
      return;
    }
    if ('progress' in message) return;
    const waiting = kept.get(message.n);
    kept.delete(message.n);
    if (!waiting) return;
    if ('refusal' in message) waiting.reject(refusalFromData(message.refusal));
    else if ('fault' in message) waiting.reject(new RemoteFault(message.fault));
    else waiting.resolve({ answer: message.answer, seq: message.seq });
  }

  const submit: Submit = (draft, lane) =>
    new Promise((resolve, reject) => {
      if (closed) return reject(notNow('this process is stopping'));
      if (kept.size >= KEPT_MOST) return reject(notNow('too many commands are waiting'));
      const submission = { n: n++, draft, lane };
      const deadline = setTimeout(() => {
        kept.delete(submission.n);
        reject(notNow('the writer does not answer'));
      }, keptForMs);
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          clearTimeout(deadline);
          end(value);
        };
      kept.set(submission.n, { ...submission, resolve: settle(resolve), reject: settle(reject) });
      lines?.send(submission);
    });

  function connected(mostMs: number): Promise<boolean> {
    if (lines) return Promise.resolve(true);
    return new Promise((resolve) => {
      const end = (reached: boolean) => {
        clearTimeout(timer);
        arrivals.delete(arrive);
        resolve(reached);
      };
      const arrive = () => end(true);
      const timer = setTimeout(() => end(false), mostMs);
      arrivals.add(arrive);
    });
  }

  dial();
  return {
    submit,
    isConnected: () => lines !== undefined,
    connected,
    mayHaveMoved() {
      const was = unsure;
      unsure = lines === undefined;
      return was || unsure;
    },
    trouble: () => (lines ? trouble : 'the writer is starting again'),
    waiting: () => kept.size,
    close() {
      closed = true;
      socket?.destroy();
      for (const waiting of kept.values()) waiting.reject(notNow('this process is stopping'));
      kept.clear();
    },
  };
}

function notNow(why: string): Refusal {
  return new Refusal('unavailable', `Not now: ${why}`, undefined, RETRY_AFTER_SECONDS);
}
