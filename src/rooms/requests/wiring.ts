import type { Route } from '#machinery/http/route.ts';
import { answerRequestCommand } from '#rooms/requests/answer-request.ts';
import { apiRoutes } from '#rooms/requests/client-api.ts';
import { countPetitionCommand } from '#rooms/requests/count-petitions.ts';
import { formRoutes } from '#rooms/requests/form-pages.ts';
import { pageRoutes } from '#rooms/requests/pages.ts';
import { receiveRequestCommand } from '#rooms/requests/receive-request.ts';
import { forgetContactCommand, redactRequestCommand } from '#rooms/requests/redact-request.ts';
import {
  openRequestCommand,
  releaseRequestCommand,
  withholdRequestCommand,
} from '#rooms/requests/release-request.ts';
import { setDeadlineCommand } from '#rooms/requests/set-deadline.ts';
import { staffRoutes } from '#rooms/requests/staff-pages.ts';
import { verifyRequestCommand } from '#rooms/requests/verify-request.ts';
import type { AnyCommand, AnyReaction } from '#view/command.ts';

export { cli } from '#rooms/requests/commands.ts';
export { jobs } from '#rooms/requests/jobs.ts';

/** What `app.ts` plugs in. */
export const commands: readonly AnyCommand[] = [
  receiveRequestCommand,
  releaseRequestCommand,
  openRequestCommand,
  withholdRequestCommand,
  verifyRequestCommand,
  answerRequestCommand,
  redactRequestCommand,
  forgetContactCommand,
  countPetitionCommand,
  setDeadlineCommand,
];
export const reactions: readonly AnyReaction[] = [];
export const routes: readonly Route[] = [...apiRoutes, ...formRoutes, ...pageRoutes, ...staffRoutes];
