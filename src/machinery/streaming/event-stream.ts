import { type Ending, type Outlet, WAITING_MOST } from '#machinery/streaming/outlet.ts';

/** The type of server-sent events (WHATWG HTML, 9.2), and no buffering by a proxy in front. */
export const EVENT_STREAM_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'x-accel-buffering': 'no',
} as const;

/** Keeps proxies and clients from taking silence for death. */
const THUMP = Buffer.from(':thump\n\n');
const THUMP_EVERY_MS = 15_000;

export type EventStream = { readonly outlet: Outlet; readonly body: ReadableStream<Uint8Array> };

/** An event stream as the body of an answer. `closed` is called once, whoever ends it. */
export function openEventStream(closed: () => void, thumpEveryMs = THUMP_EVERY_MS): EventStream {
  let open = true;
  const thumping = setInterval(() => outlet.send(THUMP), thumpEveryMs).unref();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  const leave = () => {
    if (!open) return;
    open = false;
    clearInterval(thumping);
    closed();
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(started) {
        controller = started;
        controller.enqueue(THUMP);
      },
      cancel: leave,
    },
    new ByteLengthQueuingStrategy({ highWaterMark: WAITING_MOST }),
  );
  const end = (why: Ending) => {
    if (!open) return;
    leave();
    if (why === 'slow') controller.error(new Error('the receiver is too slow'));
    else controller.close();
  };
  const outlet: Outlet = {
    send(bytes) {
      if (!open) return;
      controller.enqueue(bytes);
      if ((controller.desiredSize ?? 0) <= 0) end('slow');
    },
    end,
  };
  return { body, outlet };
}
