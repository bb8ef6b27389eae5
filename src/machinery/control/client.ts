import { connect } from 'node:net';
import { jsonLines, type Lines } from '#machinery/control/lines.ts';
import type { FromWriter, Submission } from '#machinery/control/messages.ts';
import { Refusal, refusalFromData } from '#values/refusal.ts';
import type { Answered, Submit } from '#view/writer.ts';

const KEPT_MOST = 8_192;
const KEPT_FOR_MS = 10_000;
const RECONNECT_MS = 20;
const RETRY_AFTER_SECONDS = 5;

type Kept = Submission & { readonly resolve: (a: Answered) => void; readonly reject: (e: unknown) => void };

export type ControlClient = {
  readonly submit: Submit;
  /** Resolves when the writer can be reached. */
  connected(): Promise<void>;
  close(): void;
};

/** The writer ended a command with an exception of its own. */
export class RemoteFault extends Error {}

/**
 * The way in from another process. A command is kept until it is answered, and sent again when the writer comes back:
 * its id makes it happen once. After 10 seconds without an answer the caller is told "not now".
 */
export function openControl(path: string, onWake: (seq: number) => void = () => {}): ControlClient {
  const kept = new Map<number, Kept>();
  let lines: Lines | undefined;
  let closed = false;
  let n = 0;
  let arrived: (() => void)[] = [];

  function dial() {
    const socket = connect(path);
    socket.on('connect', () => {
      lines = jsonLines(socket, take);
      for (const { n, draft, lane } of kept.values()) lines.send({ n, draft, lane });
      for (const tell of arrived) tell();
      arrived = [];
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      lines = undefined;
      if (!closed) setTimeout(dial, RECONNECT_MS);
    });
    hangUp = () => socket.destroy();
  }

  function take(message: FromWriter) {
    if ('wake' in message) return onWake(message.wake);
    const waiting = kept.get(message.n);
    kept.delete(message.n);
    if (!waiting) return;
    if ('refusal' in message) waiting.reject(refusalFromData(message.refusal));
    else if ('fault' in message) waiting.reject(new RemoteFault(message.fault));
    else waiting.resolve({ answer: message.answer, seq: message.seq });
  }

  const submit: Submit = (draft, lane) =>
    new Promise((resolve, reject) => {
      if (kept.size >= KEPT_MOST) return reject(notNow('too many commands are waiting'));
      const submission = { n: n++, draft, lane };
      const deadline = setTimeout(() => {
        kept.delete(submission.n);
        reject(notNow('the writer does not answer'));
      }, KEPT_FOR_MS);
      const settle =
        <T>(end: (value: T) => void) =>
        (value: T) => {
          clearTimeout(deadline);
          end(value);
        };
      kept.set(submission.n, { ...submission, resolve: settle(resolve), reject: settle(reject) });
      lines?.send(submission);
    });

  let hangUp = () => {};
  dial();
  return {
    submit,
    connected: () => (lines ? Promise.resolve() : new Promise((resolve) => void arrived.push(resolve))),
    close() {
      closed = true;
      hangUp();
      for (const waiting of kept.values()) waiting.reject(notNow('this process is stopping'));
      kept.clear();
    },
  };
}

function notNow(why: string): Refusal {
  return new Refusal('unavailable', `Not now: ${why}`, undefined, RETRY_AFTER_SECONDS);
}
