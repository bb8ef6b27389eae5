import { z } from 'zod';
import type { Caller } from '#machinery/http/caller.ts';
import { flag, listOf, text } from '#machinery/http/fields.ts';
import type { Listener, TagKeys } from '#rooms/streaming/listener.ts';
import { type Channel, channelOf, isOpenToAll, SCOPES } from '#rooms/streaming/rules/channels.ts';
import { listFrames } from '#rooms/timelines/index.ts';
import { hashtagKey } from '#values/hashtag.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';
import { covers } from '#values/scopes.ts';
import type { View } from '#view/reader.ts';

const NAMES_MOST = 16;
const names = listOf(text(400), NAMES_MOST).default([]);

/** What a client may say of the stream it wants. `any`, `all`, `none` are our own, as on hashtag timelines. */
export const wishFields = {
  tag: text(400).optional(),
  list: text(40).optional(),
  only_media: flag.optional(),
  any: names,
  all: names,
  none: names,
};
const wishSchema = z.object(wishFields);
export type Wish = z.output<typeof wishSchema>;

type Wanted = Pick<Listener, 'viewerId' | 'channel' | 'tags' | 'listId' | 'hears'>;

/** What a caller may listen to of what was wished. Throws a refusal that says why not. */
export function wantedBy(view: View, caller: Caller, stream: string, wish: Wish): Wanted {
  const channel = channelOf(stream, wish.only_media);
  if (!channel) throw new Refusal('invalid', 'Unknown stream type', 'stream');
  admit(caller, channel);
  const has = (scope: string) => caller.kind === 'session' || covers(caller.scopes, [scope]);
  return {
    viewerId: caller.accountId,
    channel,
    tags: channel.kind === 'hashtag' ? tagsIn(wish) : undefined,
    listId: channel.kind === 'list' ? listIn(view, caller, wish) : undefined,
    hears: { statuses: has('read:statuses'), notifications: has('read:notifications') },
  };
}

/** Strangers may listen to what they may read anyway; a token that is shown must fit all the same. */
function admit(caller: Caller, channel: Channel): void {
  if (!isOpenToAll(channel) && caller.accountId === undefined)
    throw new Refusal('unauthenticated', 'The access token is invalid');
  const known = caller.kind !== 'nobody' && caller.kind !== 'session';
  if (known && !covers(caller.scopes, SCOPES[channel.kind]))
    throw new Refusal('forbidden', 'This action is outside the authorized scopes');
}

function tagsIn(wish: Wish): TagKeys {
  const keyOf = (name: string) => hashtagKey(name.replace(/^[#＃]/, ''));
  const key = keyOf(wish.tag ?? '');
  if (key === '') throw new Refusal('invalid', 'No tag name provided', 'tag');
  return { any: [key, ...wish.any.map(keyOf)], all: wish.all.map(keyOf), none: wish.none.map(keyOf) };
}

function listIn(view: View, caller: Caller, wish: Wish): number {
  const listId = parseId(wish.list) ?? 0;
  if (view.keep(listFrames).of(listId)?.accountId !== caller.accountId)
    throw new Refusal('not-found', 'Not authorized to stream this list', 'list');
  return listId;
}

/** What a stream is called in messages: `["hashtag", "x"]`, with the client's own spelling. */
export function labelOf(stream: string, { tag, list }: Wish): string[] {
  return [
    stream,
    ...(stream.startsWith('hashtag') ? [tag ?? ''] : []),
    ...(stream === 'list' ? [list ?? ''] : []),
  ];
}
