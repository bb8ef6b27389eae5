import { channelChanged } from '#rooms/channels/index.ts';
import { windowChanged } from '#rooms/maintenance/events.ts';
import { lookAround, workOfChannels } from '#rooms/maintenance/look-around.ts';
import { openWindows } from '#rooms/maintenance/plan-window.ts';
import { windowStore } from '#rooms/maintenance/store.ts';
import { noticeTaken } from '#rooms/notices/index.ts';
import { type AnyReaction, reaction } from '#view/command.ts';

const OF_NOTICE_MOST = 50;
/** New alerts of one command; what is left is seen with the next change. */
const FRESH_MOST = 50;

/** A window that is new, moved or over is looked at among the work of others. */
const ownChange = reaction(windowChanged, (ctx, { windowId, what }) => {
  const looked = what === 'planned' || what === 'moved' || what === 'finished' || what === 'cancelled';
  const window = looked ? ctx.of(windowStore).byId(windowId) : undefined;
  if (window) lookAround(ctx, window);
});

/** A notice never changes a window; it says when our plan no longer fits it. */
const noticeChange = reaction(noticeTaken, (ctx, { noticeId }) => {
  if (noticeId === null) return;
  for (const window of ctx.of(windowStore).ofNotice(noticeId, OF_NOTICE_MOST)) lookAround(ctx, window);
});

/** Work of a watched service may have moved into ours: not all channels are to be silent at once. */
const channelChange = reaction(channelChanged, (ctx) => {
  const open = openWindows(ctx);
  if (open.length === 0) return;
  const theirs = workOfChannels(ctx);
  let fresh = 0;
  for (const window of open) {
    fresh += lookAround(ctx, window, theirs);
    if (fresh > FRESH_MOST) return;
  }
});

export const reactions: readonly AnyReaction[] = [ownChange, noticeChange, channelChange];
