import { z } from 'zod';
import { STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import { flag, given, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { addChannel, removeChannel } from '#rooms/channels/add-channel.ts';
import { addFreeze, removeFreeze } from '#rooms/channels/freeze.ts';
import { readMoment } from '#rooms/channels/read-moment.ts';
import { NAME_MOST, URL_MOST } from '#rooms/channels/rules/channel.ts';
import { channelForm, channelList, freezeForm, freezeList } from '#rooms/channels/settings-forms.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

/** Where administrators say what is watched, and when no work may be done. */

const PATH = '/settings/channels';
const SLACK = 4;
const KEY_MOST = 100;
const TIME_MOST = 80;

type Forms = { readonly channel?: Typed; readonly freeze?: Typed };

function listPage(call: Call, { channel = UNTYPED, freeze = UNTYPED }: Forms, status = 200): Response {
  const screen = screenOf(call);
  const view = call.house.view();
  const t = screen.texts.channels;
  const content = html`${settingsHead(screen, 'channels')}<p>${t.staff.note}</p>${channelList(screen, view)}${channelForm(
    screen,
    channel,
  )}${freezeList(screen, view)}${freezeForm(screen, freeze)}<p><a href="/channels">${t.title}</a></p>`;
  return pageAnswer(screen, { title: t.title, place: 'settings', noIndex: true }, content, status);
}

/** Does what a form asks and comes back, with what was typed and what was wrong if it was refused. */
async function tryForm(call: Call, form: keyof Forms, deed: () => Promise<unknown>): Promise<Response> {
  try {
    await deed();
    return seeOther(PATH);
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error;
    const { texts, reading } = screenOf(call);
    const said = reading.language === 'en' ? error.message : `${texts.errors[error.kind]} (${error.message})`;
    const values = Object.fromEntries(
      Object.entries(call.body as object)
        .filter(([name, value]) => name !== 'key' && value !== undefined && value !== false)
        .map(([name, value]) => [name, String(value)]),
    );
    return listPage(call, { [form]: { values, problem: said, field: error.field } }, STATUS_OF[error.kind]);
  }
}

const key = given(text(KEY_MOST));
const words = (most: number) => text(most).default('');
const onceFor = (me: number, sent: string | undefined) =>
  sent === undefined ? undefined : `channels:${me}:${sent}`;

const channelBody = z.object({
  ...{ kind: words(NAME_MOST), name: words(SLACK * NAME_MOST), url: words(SLACK * URL_MOST) },
  ...{ shown: flag.default(false), key },
});
const freezeBody = z.object({
  ...{ name: words(SLACK * NAME_MOST), startsAt: words(TIME_MOST), endsAt: words(TIME_MOST), key },
});

const idIn = ({ params }: Pick<Call, 'params'>) => parseId(params['id']) ?? 0;

export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: 'Page where staff say what is watched',
    handle: (call) => listPage(call, {}),
  }),
  route({
    method: 'POST',
    path: PATH,
    door: 'page',
    auth: 'admin',
    summary: 'Form: watch a service',
    body: channelBody,
    handle: (call) =>
      tryForm(call, 'channel', () => {
        const { shown, key: sent, ...draft } = call.body;
        return addChannel(call.house, draft, { shown, id: onceFor(call.me, sent) });
      }),
  }),
  route({
    method: 'POST',
    path: `${PATH}/:id/remove`,
    door: 'page',
    auth: 'admin',
    summary: 'Form: watch a service no longer',
    handle: (call) => tryForm(call, 'channel', () => removeChannel(call.house, idIn(call))),
  }),
  route({
    method: 'POST',
    path: `${PATH}/freezes`,
    door: 'page',
    auth: 'admin',
    summary: 'Form: forbid work for a time',
    body: freezeBody,
    handle: (call) =>
      tryForm(call, 'freeze', async () => {
        const { name, startsAt, endsAt, key: sent } = call.body;
        const period = {
          name,
          startsAt: readMoment(startsAt, 'startsAt'),
          endsAt: readMoment(endsAt, 'endsAt'),
        };
        await addFreeze(call.house, period, { id: onceFor(call.me, sent) });
      }),
  }),
  route({
    method: 'POST',
    path: `${PATH}/freezes/:id/remove`,
    door: 'page',
    auth: 'admin',
    summary: 'Form: let work be done again',
    handle: (call) => tryForm(call, 'freeze', () => removeFreeze(call.house, idIn(call))),
  }),
];
