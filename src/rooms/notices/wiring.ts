import { answerNoticeCommand } from '#rooms/notices/answer-notice.ts';
import { linkNoticesCommand } from '#rooms/notices/link-notices.ts';
import { settleNoticeCommand } from '#rooms/notices/settle-notice.ts';
import { takeNoticeCommand } from '#rooms/notices/take-notice.ts';
import { addSourceCommand, removeSourceCommand } from '#rooms/notices/watch-source.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  takeNoticeCommand,
  settleNoticeCommand,
  linkNoticesCommand,
  answerNoticeCommand,
  addSourceCommand,
  removeSourceCommand,
];
