import { type House, submit } from '#machinery/house.ts';
import { channelChanged } from '#rooms/channels/events.ts';
import {
  CHANNELS_MOST,
  type ChannelDraft,
  type CheckedDraft,
  checkDraft,
} from '#rooms/channels/rules/channel.ts';
import { EVERY_LEAST_MS, EVERY_MOST_MS, EVERY_USUAL_MS } from '#rooms/channels/rules/due.ts';
import { channelHistoryStore, channelStore, channelWindowStore } from '#rooms/channels/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

type Wish = {
  /** How often to look, milliseconds. */
  readonly everyMs?: number | undefined;
  /** Whether everybody sees it on the board; true when not said. */
  readonly shown?: boolean | undefined;
  readonly id?: string | undefined;
};
type Body = CheckedDraft & { readonly everyMs: number; readonly shown: boolean };

/** Watches another service. Refuses what cannot be watched, a name that is taken, and more than 200. */
export async function addChannel(
  house: House,
  draft: ChannelDraft,
  { everyMs = EVERY_USUAL_MS, shown = true, id }: Wish = {},
): Promise<{ readonly id: number }> {
  const checked = checkDraft(draft);
  if (!(everyMs >= EVERY_LEAST_MS && everyMs <= EVERY_MOST_MS))
    throw new Refusal('invalid', 'Channels are looked at every 1 to 30 minutes', 'every');
  return submit(house, addChannelCommand, { ...checked, everyMs, shown }, { id });
}

export const addChannelCommand = defineCommand('add-channel/1', (ctx, body: Body) => {
  const store = ctx.of(channelStore);
  if (store.byName(body.name))
    throw new Refusal('conflict', `There is a channel called ${body.name} already`, 'name');
  if (store.count() >= CHANNELS_MOST)
    throw new Refusal('too-many', `At most ${CHANNELS_MOST} channels are watched`);
  const id = ctx.randomId();
  const { name, kind, url, everyMs, shown } = body;
  const seen = { state: 'unknown', since: ctx.at, fetchedAt: null, fault: 'not-yet' } as const;
  store.put({ id, name, kind, url, everyMs, shown: shown ? 1 : 0, addedAt: ctx.at, ...seen });
  ctx.of(channelHistoryStore).put(id, { at: ctx.at, state: 'unknown' });
  ctx.emit(channelChanged, { channelId: id, name, moved: [] });
  return { id };
});

/** Watches a service no longer, and forgets all that was seen of it. */
export async function removeChannel(house: House, id: number): Promise<void> {
  await submit(house, removeChannelCommand, { id });
}

export const removeChannelCommand = defineCommand(
  'remove-channel/1',
  (ctx, body: { readonly id: number }) => {
    const channel = ctx.of(channelStore).byId(body.id);
    if (!channel) throw new Refusal('not-found', 'There is no such channel');
    ctx.of(channelStore).remove(body.id);
    ctx.of(channelWindowStore).remove(body.id);
    ctx.of(channelHistoryStore).remove(body.id);
    ctx.emit(channelChanged, { channelId: body.id, name: channel.name, moved: [] });
    return {};
  },
);
