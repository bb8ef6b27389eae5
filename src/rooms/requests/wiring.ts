import { answerRequestCommand } from '#rooms/requests/answer-request.ts';
import { countPetitionCommand } from '#rooms/requests/count-petitions.ts';
import { receiveRequestCommand } from '#rooms/requests/receive-request.ts';
import { forgetContactCommand, redactRequestCommand } from '#rooms/requests/redact-request.ts';
import {
  openRequestCommand,
  releaseRequestCommand,
  withholdRequestCommand,
} from '#rooms/requests/release-request.ts';
import { setDeadlineCommand } from '#rooms/requests/set-deadline.ts';
import { verifyRequestCommand } from '#rooms/requests/verify-request.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
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
