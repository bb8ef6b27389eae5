import { dismissCommand, sweepDismissalsCommand } from '#rooms/maintenance/announcements.ts';
import { finishWindowCommand, sayLateCommand, startWindowCommand } from '#rooms/maintenance/carry-out.ts';
import {
  boundWindowCommand,
  cancelWindowCommand,
  updateWindowCommand,
} from '#rooms/maintenance/change-window.ts';
import { remindCommand } from '#rooms/maintenance/keep-time.ts';
import { keepMinutesCommand, probeCommand, publishOutcomeCommand } from '#rooms/maintenance/measures.ts';
import { moveWindowCommand } from '#rooms/maintenance/move-window.ts';
import { planWindowCommand } from '#rooms/maintenance/plan-window.ts';
import type { AnyCommand } from '#view/command.ts';

export { reactions } from '#rooms/maintenance/reactions.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  planWindowCommand,
  moveWindowCommand,
  boundWindowCommand,
  startWindowCommand,
  finishWindowCommand,
  sayLateCommand,
  cancelWindowCommand,
  updateWindowCommand,
  remindCommand,
  probeCommand,
  keepMinutesCommand,
  publishOutcomeCommand,
  dismissCommand,
  sweepDismissalsCommand,
];
