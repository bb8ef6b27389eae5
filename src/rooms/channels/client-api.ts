import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, given, text, whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { addChannel, removeChannel } from '#rooms/channels/add-channel.ts';
import { toChannel, toFreeze } from '#rooms/channels/channel-form.ts';
import { NAME_MOST, URL_MOST } from '#rooms/channels/rules/channel.ts';
import { freezePeriods, knownChannels } from '#rooms/channels/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/api/rooftop/v1/channels';
const SLACK = 4;
const EVERY_MOST_SECONDS = 86_400;

const draft = z.object({
  ...{ kind: text(NAME_MOST), name: text(SLACK * NAME_MOST), url: text(SLACK * URL_MOST) },
  everySeconds: given(whole(1, EVERY_MOST_SECONDS)),
  public: flag.default(true),
});

function shown({ house }: Pick<Call, 'house'>, id: number): Response {
  const channel = knownChannels(house.view()).find(({ row }) => row.id === id);
  if (!channel) throw new Refusal('not-found', 'There is no such channel');
  return json(toChannel(channel, house.world.now(), true));
}

export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Other services that are watched, with their planned work',
    handle({ house }) {
      const channels = knownChannels(house.view()).filter(({ row }) => row.shown === 1);
      return json(channels.map((one) => toChannel(one, house.world.now(), false)));
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/freezes`,
    summary: 'Times in which no work may be done',
    auth: 'admin',
    scopes: ['admin:read'],
    handle: ({ house }) => json(freezePeriods(house.view()).map(toFreeze)),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Watch another service',
    auth: 'admin',
    scopes: ['admin:write'],
    body: draft,
    async handle(call) {
      const { everySeconds, public: isPublic, ...wish } = call.body;
      const everyMs = everySeconds === undefined ? undefined : everySeconds * 1_000;
      const { id } = await addChannel(call.house, wish, { everyMs, shown: isPublic });
      return shown(call, id);
    },
  }),
  route({
    method: 'DELETE',
    path: `${PATH}/:id`,
    summary: 'Watch a service no longer',
    auth: 'admin',
    scopes: ['admin:write'],
    async handle({ house, params }) {
      await removeChannel(house, parseId(params['id']) ?? 0);
      return json({});
    },
  }),
];
