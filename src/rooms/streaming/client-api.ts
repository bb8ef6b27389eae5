import { z } from 'zod';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { EVENT_STREAM_HEADERS, openEventStream } from '#machinery/streaming/event-stream.ts';
import { callerOfToken } from '#rooms/oauth/index.ts';
import { hubOf } from '#rooms/streaming/hub.ts';
import { EVENT_FORM } from '#rooms/streaming/message.ts';
import { CHANNEL_NAMES } from '#rooms/streaming/rules/channels.ts';
import { wantedBy, wishFields } from '#rooms/streaming/wish.ts';

/** Streams as server-sent events: one channel each, resumed by the last event's id. */

const fields = { ...wishFields, access_token: text(200).optional() };
const query = z.object(fields);
const named = z.object({ ...fields, stream: text(40) });

function stream(call: Call<z.output<typeof query>>, name: string): Response {
  const { house, request } = call;
  const { access_token: token } = call.query;
  const caller = call.caller.kind === 'nobody' && token ? callerOfToken(house.view(), token) : call.caller;
  const wanted = wantedBy(house.view(), caller, name, call.query);
  const hub = hubOf(house);
  let leave = () => {};
  const { outlet, body } = openEventStream(() => leave());
  const connection = hub.open(caller, call.address, outlet);
  leave = () => hub.leave(connection);
  const after = request.headers.get('last-event-id') ?? undefined;
  hub.subscribe(connection, name, { ...wanted, form: EVENT_FORM, outlet }, after);
  return new Response(body, { headers: EVENT_STREAM_HEADERS });
}

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/streaming/health',
    summary: 'Check if the streaming server is alive',
    handle: () => new Response('OK', { headers: { 'content-type': 'text/plain; charset=utf-8' } }),
  }),
  route({
    method: 'GET',
    path: '/api/v1/streaming',
    summary: 'Listen to a stream named in the query; the WebSocket endpoint',
    query: named,
    handle: (call) => stream(call, call.query.stream),
  }),
  ...CHANNEL_NAMES.map((name) =>
    route({
      method: 'GET',
      path: `/api/v1/streaming/${name.replaceAll(':', '/')}`,
      summary: `Listen to the stream ${name}`,
      query,
      handle: (call) => stream(call, name),
    }),
  ),
];
