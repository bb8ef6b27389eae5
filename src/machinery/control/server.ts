import { createServer, type Socket } from 'node:net';
import { jsonLines, type Lines } from '#machinery/control/lines.ts';
import { listenOnSocket } from '#machinery/control/listen.ts';
import type { FromWriter, GenerationAsk, Submission, ToWriter } from '#machinery/control/messages.ts';
import type { Report } from '#machinery/logging.ts';
import { Refusal, refusalToData } from '#values/refusal.ts';
import type { GenerationMade, GenerationProgress } from '#view/generations/make.ts';
import { CommandFault } from '#view/outcomes.ts';
import type { Submit } from '#view/writer.ts';

const CLIENTS_MOST = 200;
const TROUBLE_EVERY_MS = 250;
const FINISH_MOST_MS = 2_000;
const CUT_AFTER_MS = 200;

export type ControlServer = {
  /** Tells every process that the view has moved on. Calls within one turn are told once. */
  wake(seq: number): void;
  /** Takes nothing more, answers what it has taken, and ends. What stays without an answer is sent again to the next writer. */
  close(): Promise<void>;
};

export type ControlServerOptions = {
  readonly path: string;
  readonly submit: Submit;
  /** Why nothing can be accepted now; every process is told when it changes. */
  readonly trouble: () => string | undefined;
  /** Writes the view anew. Those who ask for it are told how far it is; nobody waits for it when the server closes. */
  readonly makeGeneration?: (onProgress: (progress: GenerationProgress) => void) => Promise<GenerationMade>;
  /** Told of faults that the writer itself has not reported. */
  readonly report: Report;
  /** How long what was taken may still be answered when it closes, milliseconds. */
  readonly finishMostMs?: number;
};

/** Listens for commands on the control socket. */
export async function serveControl(options: ControlServerOptions): Promise<ControlServer> {
  const { trouble, finishMostMs = FINISH_MOST_MS } = options;
  const clients = new Map<Socket, Lines>();
  const underWay = new Set<Promise<void>>();
  let closing = false;

  const server = createServer((socket) => {
    if (clients.size >= CLIENTS_MOST || closing) return void socket.destroy();
    const lines = jsonLines(socket, (message: ToWriter) => {
      if (closing) return;
      if ('makeGeneration' in message) return void anew(options, message, lines.send);
      const work = carryOut(options, message).then((answer) => lines.send(answer));
      underWay.add(work);
      void work.finally(() => underWay.delete(work));
    });
    clients.set(socket, lines);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => clients.delete(socket));
    if (told !== undefined) lines.send({ trouble: told } satisfies FromWriter);
  });

  const tellAll = (message: FromWriter) => {
    for (const lines of clients.values()) lines.send(message);
  };
  let told = trouble();
  const watch = setInterval(() => {
    const now = trouble();
    if (now !== told) tellAll({ trouble: now ?? null });
    told = now;
  }, TROUBLE_EVERY_MS).unref();

  await listenOnSocket(server, options.path);
  let waking: number | undefined;
  return {
    wake(seq) {
      if (waking === undefined)
        setImmediate(() => {
          tellAll({ wake: waking! });
          waking = undefined;
        });
      waking = seq;
    },
    async close() {
      closing = true;
      clearInterval(watch);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      await Promise.race([Promise.all(underWay), pause(finishMostMs)]);
      for (const lines of clients.values()) lines.end();
      const cut = setTimeout(() => {
        for (const socket of clients.keys()) socket.destroy();
      }, CUT_AFTER_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

async function carryOut(
  { submit, report }: ControlServerOptions,
  { n, draft, lane }: Submission,
): Promise<FromWriter> {
  try {
    return { n, ...(await submit(draft, lane)) };
  } catch (error) {
    if (error instanceof Refusal) return { n, refusal: refusalToData(error) };
    if (!(error instanceof CommandFault)) report(`a ${draft.kind} could not be carried out`, error);
    return { n, fault: String(error) };
  }
}

async function anew(
  { makeGeneration, report }: ControlServerOptions,
  { n }: GenerationAsk,
  send: (message: FromWriter) => void,
): Promise<void> {
  try {
    if (!makeGeneration) throw new Refusal('unsupported', 'This server cannot write its view anew');
    const made = await makeGeneration((progress) => send({ n, progress }));
    send({ n, answer: made, seq: made.seq });
  } catch (error) {
    if (error instanceof Refusal) return send({ n, refusal: refusalToData(error) });
    report('the view could not be written anew', error);
    send({ n, fault: String(error) });
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
