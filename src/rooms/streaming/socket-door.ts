import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { House } from '#machinery/house.ts';
import { STATUS_OF } from '#machinery/http/answer.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { text } from '#machinery/http/fields.ts';
import { check, nest } from '#machinery/http/input.ts';
import type { Outlet } from '#machinery/streaming/outlet.ts';
import type { Ears, SocketDoor } from '#machinery/streaming/web-sockets.ts';
import { identify } from '#rooms/oauth/index.ts';
import type { Connection } from '#rooms/streaming/connections.ts';
import { hubOf } from '#rooms/streaming/hub.ts';
import { socketForm } from '#rooms/streaming/message.ts';
import { labelOf, type Wish, wantedBy, wishFields } from '#rooms/streaming/wish.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/api/v1/streaming';

/** `last_event_id` is our own: a place to resume from; with it, or an empty one, messages say their `id`. */
const message = z.object({
  ...wishFields,
  type: z.enum(['subscribe', 'unsubscribe']),
  stream: text(40),
  last_event_id: text(200).optional(),
});
const first = z.object({ ...wishFields, stream: text(40), last_event_id: text(200).optional() });

/** Streams over WebSocket: many subscriptions on one socket, refusals as messages that leave it open. */
export function socketDoor(house: House, addressOf: (request: IncomingMessage) => string): SocketDoor {
  return {
    path: PATH,
    refuse(request) {
      try {
        callerOf(house, request);
        return undefined;
      } catch (error) {
        if (error instanceof Refusal) return STATUS_OF[error.kind];
        throw error;
      }
    },
    open(outlet, request) {
      try {
        const caller = callerOf(house, request);
        return listen(house, hubOf(house).open(caller, addressOf(request), outlet), queryOf(request));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        say(outlet, error);
        outlet.end(error.kind === 'too-many' ? 'restart' : 'revoked');
        return { message() {}, closed() {} };
      }
    },
  };
}

function listen(house: House, connection: Connection, query: unknown): Ears {
  const hub = hubOf(house);
  const carefully = (work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      say(connection.outlet, error);
    }
  };
  const subscribe = (stream: string, wish: Wish, after: string | undefined) => {
    const wanted = wantedBy(house.view(), connection.caller, stream, wish);
    const form = socketForm(labelOf(stream, wish), after !== undefined);
    const { outlet } = connection;
    hub.subscribe(connection, keyOf(stream, wish), { ...wanted, form, outlet }, after || undefined);
  };
  if (typeof (query as { stream?: unknown }).stream === 'string')
    carefully(() => {
      const asked = check(first, query);
      subscribe(asked.stream, asked, asked.last_event_id);
    });
  return {
    closed: () => hub.leave(connection),
    message: (given) =>
      carefully(() => {
        const asked = check(message, parse(given));
        if (asked.type === 'subscribe') subscribe(asked.stream, asked, asked.last_event_id);
        else hub.unsubscribe(connection, keyOf(asked.stream, asked));
      }),
  };
}

function keyOf(stream: string, { tag, list, only_media, any, all, none }: Wish): string {
  return JSON.stringify([stream, tag, list, only_media ?? false, any, all, none]);
}

function parse(given: string): unknown {
  try {
    return JSON.parse(given);
  } catch {
    throw new Refusal('invalid', 'The message is not valid JSON');
  }
}

/** Refusals as clients know them; what is wrong with a message counts as a bad request. */
function say(outlet: Outlet, refusal: Refusal): void {
  const status = refusal.kind === 'invalid' ? 400 : STATUS_OF[refusal.kind];
  outlet.send(Buffer.from(JSON.stringify({ error: refusal.message, status })));
}

function queryOf(request: IncomingMessage): Record<string, unknown> {
  const url = request.url ?? '';
  const mark = url.indexOf('?');
  return mark < 0 ? {} : nest(new URLSearchParams(url.slice(mark + 1)));
}

/**
 * Who opens a socket: by a token as sub-protocol, in the address or in a header, or by the session of our own pages. Browsers send
 * cookies from any site, so a session counts only when the page that opens the socket is ours.
 */
function callerOf(house: House, request: IncomingMessage): Caller {
  const { authorization, cookie, origin } = request.headers;
  const inQuery = queryOf(request)['access_token'];
  const token = request.headers['sec-websocket-protocol']?.split(',')[0]?.trim() || inQuery;
  const headers = new Headers();
  if (authorization) headers.set('authorization', authorization);
  else if (typeof token === 'string' && token !== '') headers.set('authorization', `Bearer ${token}`);
  else if (cookie && origin === house.origin) headers.set('cookie', cookie);
  return identify(house, new Request(`${house.origin}${PATH}`, { headers }), 'api');
}
