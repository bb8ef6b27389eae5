/** Where in the log an event stands. */
export type Place = { readonly seq: number; readonly n: number };

/** How one kind of connection writes messages. Listeners with the same key share what was written. */
export type Form = {
  readonly key: string;
  write(message: Message): Buffer<ArrayBuffer>;
};

/** One thing to tell: the event's name, its payload (JSON, or the bare id of what was deleted). */
export type Message = {
  readonly event: string;
  readonly payload: string;
  /** A sealed place to resume from; the log's own numbers would tell of private activity. */
  readonly id: () => string;
  /** The bytes in a form, made once for all listeners of it. */
  in(form: Form): Buffer<ArrayBuffer>;
};

export function makeMessage(event: string, payload: string, id: () => string): Message {
  const written = new Map<string, Buffer<ArrayBuffer>>();
  const message: Message = {
    event,
    payload,
    id,
    in(form) {
      const known = written.get(form.key);
      if (known) return known;
      const bytes = form.write(message);
      written.set(form.key, bytes);
      return bytes;
    },
  };
  return message;
}

/** Server-sent events. JSON has no line breaks of its own. */
export const EVENT_FORM: Form = {
  key: 'event',
  write: ({ event, payload, id }) => Buffer.from(`event: ${event}\nid: ${id()}\ndata: ${payload}\n\n`),
};

/** Messages of a WebSocket: which stream it came by, and the payload as a string in JSON. */
export function socketForm(stream: readonly string[], withIds: boolean): Form {
  const head = `{"stream":${JSON.stringify(stream)}`;
  return {
    key: `${withIds}${head}`,
    write({ event, payload, id }) {
      const place = withIds ? `,"id":"${id()}"` : '';
      return Buffer.from(`${head}${place},"event":"${event}","payload":${JSON.stringify(payload)}}`);
    },
  };
}
