import { WebSocket } from 'ws';
import type { TestHouse } from '../support/house.ts';
import type { ServedHouse } from '../support/port.ts';

const PATIENCE_MS = 5_000;

/** A message as it came: `payload` is still text. */
export type Heard = {
  readonly stream?: readonly string[];
  readonly event?: string;
  readonly payload?: string;
  readonly id?: string;
  readonly error?: string;
  readonly status?: number;
};

/** What came so far, with a way to wait for more instead of sleeping. */
export type Ear = {
  readonly heard: Heard[];
  /** Resolves with the messages once they satisfy the condition. Fails after five seconds, saying what came. */
  until(condition: (heard: readonly Heard[]) => boolean): Promise<readonly Heard[]>;
};

function ear() {
  const heard: Heard[] = [];
  const waiting = new Set<() => void>();
  return {
    heard,
    add(message: Heard) {
      heard.push(message);
      for (const look of waiting) look();
    },
    until: (condition: (heard: readonly Heard[]) => boolean) =>
      new Promise<readonly Heard[]>((resolve, reject) => {
        const timer = setTimeout(
          () => reject(new Error(`waited in vain; heard ${JSON.stringify(heard).slice(0, 2_000)}`)),
          PATIENCE_MS,
        );
        const look = () => {
          if (!condition(heard)) return;
          waiting.delete(look);
          clearTimeout(timer);
          resolve(heard);
        };
        waiting.add(look);
        look();
      }),
  };
}

export type Socket = Ear & {
  readonly socket: WebSocket;
  say(message: object): void;
  /** Subscribes, and resolves once the server has taken the subscription. */
  subscribe(stream: string, more?: object): Promise<void>;
  /** The close code. */
  readonly closed: Promise<number>;
};

type How = {
  readonly protocol?: string | undefined;
  readonly query?: string;
  readonly headers?: Record<string, string>;
};

/** Opens a WebSocket to a served house. */
export async function openSocket(served: ServedHouse, how: How = {}): Promise<Socket> {
  const address = `${served.origin.replace('http', 'ws')}/api/v1/streaming${how.query ?? ''}`;
  const options = { headers: how.headers ?? {} };
  const socket = how.protocol
    ? new WebSocket(address, how.protocol, options)
    : new WebSocket(address, options);
  const { heard, add, until } = ear();
  socket.on('message', (data) => add(JSON.parse(data.toString()) as Heard));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  const say = (message: object) => socket.send(JSON.stringify(message));
  return {
    socket,
    heard,
    until,
    closed,
    say,
    async subscribe(stream, more = {}) {
      say({ type: 'subscribe', stream, ...more });
      // Messages are handled in order: when this one is refused, the one before was taken.
      const mark = `mark ${Math.random()}`;
      say({ type: 'subscribe', stream: mark.slice(0, 40) });
      const before = heard.length;
      await until((all) => all.slice(before).some((message) => message.error !== undefined));
      const index = heard.findIndex((message, i) => i >= before && message.error === 'Unknown stream type');
      if (index >= 0) heard.splice(index, 1);
    },
  };
}

export type Events = Ear & {
  readonly response: Response;
  close(): Promise<void>;
  readonly ended: Promise<void>;
};

/** Listens to server-sent events of a test house, without a port. */
export async function openEvents(
  server: TestHouse,
  path: string,
  ask: { token?: string; headers?: Record<string, string> } = {},
): Promise<Events> {
  const response = await server.request('GET', `/api/v1/streaming/${path}`, ask);
  if (response.status !== 200) throw new Error(`${path} answered ${response.status}`);
  const reader = response.body!.getReader();
  const { heard, add, until } = ear();
  async function read() {
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += Buffer.from(value).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks) if (!block.startsWith(':')) add(eventIn(block));
    }
  }
  return { response, heard, until, ended: read(), close: () => reader.cancel() };
}

function eventIn(block: string): Heard {
  const line = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1] ?? '';
  return { event: line('event'), id: line('id'), payload: line('data') };
}

/** Ids of the statuses that are there after these messages, as a client shows them. */
export function shownAfter(heard: readonly Heard[]): Set<string> {
  const shown = new Set<string>();
  for (const { event, payload = '' } of heard) {
    if (event === 'update') shown.add((JSON.parse(payload) as { id: string }).id);
    else if (event === 'delete') shown.delete(payload);
  }
  return shown;
}

/** The id of the status in a message. */
export function idIn(heard: Heard | undefined): string {
  return (JSON.parse(heard?.payload ?? '{}') as { id: string }).id;
}
