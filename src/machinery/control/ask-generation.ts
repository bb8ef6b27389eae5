import { connect } from 'node:net';
import { RemoteFault } from '#machinery/control/client.ts';
import { jsonLines } from '#machinery/control/lines.ts';
import { socketPath } from '#machinery/control/listen.ts';
import type { FromWriter, GenerationAsk } from '#machinery/control/messages.ts';
import { Refusal, refusalFromData } from '#values/refusal.ts';
import type { GenerationMade, GenerationProgress } from '#view/generations/make.ts';

const CONNECT_MOST_MS = 2_000;
/** The making of one index of a very large table tells of no progress. */
const SILENT_MOST_MS = 600_000;

/**
 * Asks the writer that listens on a control socket to write the view anew. Undefined when nobody listens; throws its
 * refusal, or a fault when it ends before it is done: then the view in use is the one it was.
 */
export function askForGeneration(
  path: string,
  onProgress: (progress: GenerationProgress) => void,
): Promise<GenerationMade | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(path));
    let reached = false;
    socket.setTimeout(CONNECT_MOST_MS, () => socket.destroy());
    socket.on('connect', () => {
      reached = true;
      socket.setTimeout(SILENT_MOST_MS);
    });
    const lines = jsonLines(socket, (message: FromWriter) => {
      if ('wake' in message || 'trouble' in message) return;
      if ('progress' in message) return onProgress(message.progress);
      if ('refusal' in message) reject(refusalFromData(message.refusal));
      else if ('fault' in message) reject(new RemoteFault(message.fault));
      else resolve(message.answer as GenerationMade);
      socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (reached) reject(new Refusal('unavailable', 'The server ended before the view was written anew'));
      else resolve(undefined);
    });
    lines.send({ n: 0, makeGeneration: true } satisfies GenerationAsk);
  });
}
