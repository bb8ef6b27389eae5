import { answerRequestCommand, letIn } from '#rooms/follows/answer-request.ts';
import { blockCommand, unblockCommand } from '#rooms/follows/block.ts';
import { blockDomainCommand, unblockDomainCommand } from '#rooms/follows/block-domain.ts';
import { followCommand } from '#rooms/follows/follow.ts';
import { endMute, muteCommand, unmuteCommand } from '#rooms/follows/mute.ts';
import { unfollowCommand } from '#rooms/follows/unfollow.ts';
import type { AnyCommand } from '#view/command.ts';

export { reactions } from '#rooms/follows/reactions.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  followCommand,
  unfollowCommand,
  answerRequestCommand,
  letIn,
  blockCommand,
  unblockCommand,
  muteCommand,
  unmuteCommand,
  endMute,
  blockDomainCommand,
  unblockDomainCommand,
];
