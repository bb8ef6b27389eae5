import { putBanner, removeBanner } from '#rooms/accounts/index.ts';
import { isOpen, type MaintenanceWindow, seeWindow, windowChanged } from '#rooms/maintenance/index.ts';
import { changeStore } from '#rooms/status/change-store.ts';
import type { Change } from '#rooms/status/rules/change.ts';
import { type AnyReaction, type ApplyContext, reaction } from '#view/command.ts';

/** Keeps what changed for the feeds, and lets every page announce work that is to come or under way. */
function follow(ctx: ApplyContext, windowId: number, what: Change['what']): void {
  const window = seeWindow(ctx, windowId)?.window;
  if (!window) return;
  const { sequence, startsAt, endsAt } = window;
  ctx.of(changeStore).put({ windowId, sequence, what, at: ctx.at, startsAt, endsAt });
  announce(ctx, window);
}

function announce(ctx: ApplyContext, window: MaintenanceWindow): void {
  const { id: windowId, startsAt, endsAt, effect } = window;
  if (!isOpen(window)) removeBanner(ctx, windowId);
  else putBanner(ctx, { windowId, startsAt, endsAt, effect, underWay: window.state === 'in-progress' });
}

export const reactions: readonly AnyReaction[] = [
  reaction(windowChanged, (ctx, { windowId, what }) => follow(ctx, windowId, what)),
];
