import type { Route } from '#machinery/http/route.ts';
import { answerNoticeCommand } from '#rooms/notices/answer-notice.ts';
import { apiRoutes } from '#rooms/notices/client-api.ts';
import { linkNoticesCommand } from '#rooms/notices/link-notices.ts';
import { pageRoutes } from '#rooms/notices/pages.ts';
import { settleNoticeCommand } from '#rooms/notices/settle-notice.ts';
import { takeNoticeCommand } from '#rooms/notices/take-notice.ts';
import { addSourceCommand, removeSourceCommand } from '#rooms/notices/watch-source.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli } from '#rooms/notices/commands.ts';
export { jobs } from '#rooms/notices/jobs.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  takeNoticeCommand,
  settleNoticeCommand,
  linkNoticesCommand,
  answerNoticeCommand,
  addSourceCommand,
  removeSourceCommand,
];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [...apiRoutes, ...pageRoutes];
