import { type House, submit } from '#machinery/house.ts';
import { channelChanged } from '#rooms/channels/events.ts';
import { isWorthSaying, movedWindows, type Sighting } from '#rooms/channels/rules/sighting.ts';
import {
  type ChannelRow,
  channelHistoryStore,
  channelStore,
  channelWindowStore,
} from '#rooms/channels/store.ts';
import { defineCommand } from '#view/command.ts';

/** States a channel came to, at most: with more, the oldest are forgotten. */
export const HISTORY_MOST = 400;
const MOVED_MOST = 50;

/** `windows` null: they stay as they are. `read`: whether all of it could be read, at `now`. */
type Body = Sighting & { readonly id: number; readonly read: boolean; readonly now: number };

/** Says what was found of a channel, unless the view knows it all. Whether it was said. */
export async function seeChannel(house: House, row: ChannelRow, sighting: Sighting): Promise<boolean> {
  const now = house.world.now();
  const { state, fault, fetchedAt } = row;
  const windows = house.view().of(channelWindowStore).of(row.id);
  if (!isWorthSaying({ state, fault, fetchedAt, windows }, sighting, now)) return false;
  const read = sighting.windows !== null;
  const changed = read && JSON.stringify(sighting.windows) !== JSON.stringify(windows);
  const body = { ...sighting, windows: changed ? sighting.windows : null, id: row.id, read, now };
  await submit(house, seeChannelCommand, body, { lane: 'bulk' });
  return true;
}

/** A channel that was removed meanwhile is let be. */
export const seeChannelCommand = defineCommand('channel-seen/1', (ctx, body: Body) => {
  const store = ctx.of(channelStore);
  const row = store.byId(body.id);
  if (!row) return {};
  const { state, fault, windows, read, now } = body;
  const changed = row.state !== state;
  const since = changed ? ctx.at : row.since;
  store.put({ ...row, state, fault, since, fetchedAt: read ? now : row.fetchedAt });
  if (changed) {
    ctx.of(channelHistoryStore).put(row.id, { at: ctx.at, state });
    ctx.of(channelHistoryStore).cut(row.id, HISTORY_MOST);
  }
  const moved = windows === null ? [] : movedWindows(ctx.of(channelWindowStore).of(row.id), windows, now);
  if (windows !== null) ctx.of(channelWindowStore).put(row.id, windows);
  ctx.emit(channelChanged, {
    channelId: row.id,
    name: row.name,
    moved: (row.kind === 'freezes' ? [] : moved)
      .slice(0, MOVED_MOST)
      .map(({ name, startsAt, endsAt }) => ({ name, startsAt, endsAt })),
  });
  return {};
});
