import { keepAdviceCommand } from '#rooms/planner/keep-advice.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [keepAdviceCommand];
