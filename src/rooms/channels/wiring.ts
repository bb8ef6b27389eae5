import { addChannelCommand, removeChannelCommand } from '#rooms/channels/add-channel.ts';
import { addFreezeCommand, importFreezesCommand, removeFreezeCommand } from '#rooms/channels/freeze.ts';
import { seeChannelCommand } from '#rooms/channels/see-channel.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  addChannelCommand,
  removeChannelCommand,
  seeChannelCommand,
  addFreezeCommand,
  removeFreezeCommand,
  importFreezesCommand,
];
