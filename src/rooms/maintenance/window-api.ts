import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, given, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { finishWindow, startWindow } from '#rooms/maintenance/carry-out.ts';
import { boundWindow, cancelWindow, updateWindow } from '#rooms/maintenance/change-window.ts';
import { moveWindow } from '#rooms/maintenance/move-window.ts';
import { onceFor } from '#rooms/maintenance/once.ts';
import { planWindow } from '#rooms/maintenance/plan-window.ts';
import { readBounds, readMove, readPlan } from '#rooms/maintenance/read-plan.ts';
import { PARTS } from '#rooms/maintenance/rules/window.ts';
import { seeWindow, windows } from '#rooms/maintenance/views.ts';
import { toSeenWindow, toWindow } from '#rooms/maintenance/window-form.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/api/rooftop/v1/maintenance/windows';
const KEY_MOST = 200;
const TEXT_MOST = 20_000;

const words = given(text(TEXT_MOST));
const plan = z.object({
  ...{ kind: words, title: words, description: words, effect: words },
  parts: listOf(text(40), 2 * PARTS.length).default([]),
  ...{ startsAt: words, endsAt: words, earliest: words, latest: words, zone: words, notice: words },
  automatic: flag.default(false),
  evenThough: flag.default(false),
});
const slot = z.object({
  ...{ startsAt: words, endsAt: words, zone: words, reason: words },
  evenThough: flag.default(false),
});
const bounds = z.object({ earliest: words, latest: words, zone: words, reason: words });
const reason = z.object({ reason: words });
const update = z.object({ text: words });

type AnyCall = Pick<Call, 'house' | 'params' | 'me' | 'request' | 'body'>;

function idIn({ params }: Pick<Call, 'params'>): number {
  return parseId(params['id']) ?? 0;
}

/** The key of a client that wants something to happen once. */
function once(call: AnyCall) {
  const key = call.request.headers.get('idempotency-key')?.slice(0, KEY_MOST);
  return onceFor(call.me, key, [call.request.url, call.body]);
}

function shown({ house }: Pick<Call, 'house'>, id: number): Response {
  const seen = seeWindow(house.view(), id);
  if (!seen) throw new Refusal('not-found', 'There is no such window');
  return json(toSeenWindow(seen, house.world.now()));
}

/** A deed on a window, for staff. Answers with the window as it is then. */
function deed<B extends z.ZodType>(
  name: string,
  summary: string,
  body: B,
  carryOut: (call: AnyCall & { readonly body: z.output<B> }, id: number) => Promise<void>,
): Route {
  return route({
    method: 'POST',
    path: `${PATH}/:id/${name}`,
    summary,
    auth: 'admin',
    scopes: ['admin:write'],
    body,
    async handle(call) {
      await carryOut(call as AnyCall & { readonly body: z.output<B> }, idIn(call));
      return shown(call, idIn(call));
    },
  });
}

export const windowRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary: 'Windows of planned work: under way, planned, over',
    handle: ({ house }) => json(windows(house.view()).map((one) => toWindow(one, house.world.now()))),
  }),
  route({
    method: 'GET',
    path: `${PATH}/:id`,
    summary: 'A window of planned work with all it went through',
    handle: (call) => shown(call, idIn(call)),
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Plan work',
    auth: 'admin',
    scopes: ['admin:write'],
    body: plan,
    async handle(call) {
      const { id } = await planWindow(call.house, readPlan(call.body), once(call));
      return shown(call, id);
    },
  }),
  deed('move', 'Move a window to another slot', slot, (call, id) =>
    moveWindow(call.house, id, readMove(call.body), once(call)),
  ),
  deed('bounds', 'Publish other bounds of a window', bounds, (call, id) =>
    boundWindow(call.house, id, readBounds(call.body), call.body.reason ?? '', once(call)),
  ),
  deed('start', 'Start the work', z.object({}), (call, id) => startWindow(call.house, id, once(call))),
  deed('finish', 'Finish the work', z.object({}), (call, id) => finishWindow(call.house, id, once(call))),
  deed('cancel', 'Cancel the work', reason, (call, id) =>
    cancelWindow(call.house, id, call.body.reason ?? '', once(call)),
  ),
  deed('update', 'Say something about a window', update, (call, id) =>
    updateWindow(call.house, id, call.body.text ?? '', once(call)),
  ),
];
