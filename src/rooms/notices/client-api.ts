import { json } from '#machinery/http/answer.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { messageStore } from '#rooms/notices/message-store.ts';
import { toCurrent, toJson, toMessage } from '#rooms/notices/notice-form.ts';
import { FILE_MOST } from '#rooms/notices/read-file.ts';
import { takeNotices } from '#rooms/notices/take-notice.ts';
import { currentNotices, seeNotice, waitingMessages } from '#rooms/notices/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/api/rooftop/v1/notices';
const SOURCE = 'API';

export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    auth: 'admin',
    scopes: ['admin:read'],
    summary: "Providers' notices as they are accepted now, and messages that wait for a person",
    handle({ house }) {
      const view = house.view();
      return json({
        notices: currentNotices(view).map(toCurrent),
        waiting: waitingMessages(view).map(toMessage),
      });
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/:id`,
    auth: 'admin',
    scopes: ['admin:read'],
    summary: 'A notice with all messages about it',
    handle({ house, params }) {
      const seen = seeNotice(house.view(), parseId(params['id']) ?? 0);
      if (!seen) throw new Refusal('not-found', 'There is no such notice');
      return json({ windows: seen.windows.map(toCurrent), messages: seen.messages.map(toMessage) });
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    auth: 'admin',
    scopes: ['admin:write'],
    summary: 'Take in a notice: a calendar (text/calendar) or a mail (message/rfc822) as the body',
    bodyMost: FILE_MOST,
    unread: ['text/calendar', 'message/rfc822'],
    async handle({ house, body }) {
      if (!(body instanceof Uint8Array))
        throw new Refusal('unsupported', 'Send a calendar as text/calendar, or a mail as message/rfc822');
      const all = await takeNotices(house, body, SOURCE);
      const store = house.view().of(messageStore);
      return json(
        all.map(({ read, taken }) => ({
          ...toJson(read, SOURCE),
          standing: store.byId(taken!.messageId)?.standing,
          notice: taken!.noticeId === null ? null : String(taken!.noticeId),
          message: String(taken!.messageId),
        })),
      );
    },
  }),
];
