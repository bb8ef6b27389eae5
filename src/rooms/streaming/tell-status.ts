import { PUBLIC, rendererOf, type SeenStatus, type Showing, showStatus } from '#rooms/statuses/index.ts';
import type { Listener } from '#rooms/streaming/listener.ts';
import type { Message } from '#rooms/streaming/message.ts';
import { changeFor } from '#rooms/streaming/rules/channels.ts';
import { type Delivery, hashtagListeners, keysOf, later, type Scene } from '#rooms/streaming/scene.ts';
import {
  agreesWith,
  belongsHome,
  belongsOnList,
  belongsOnPublic,
  isForHome,
  listFrames,
  lookerOf,
  matchesTags,
  suits,
} from '#rooms/timelines/index.ts';

/** A status that is new (`before` undefined) or was edited; its hashtags then and now. */
export type Told = {
  readonly id: number;
  readonly accountId: number;
  readonly before: { readonly tagIds: readonly number[] } | undefined;
  readonly tagIds: readonly number[];
  /** So new that nobody can have marked it. */
  readonly unmarked: boolean;
};

/** The status as its author sees it, and as others may. */
type Shown = { readonly told: Told; readonly own: SeenStatus; readonly showing: Showing };

/** Tells of a status on every line where it is, or was before an edit, for each listener who may see it. */
export function* tellStatus(scene: Scene, told: Told): Iterable<Delivery> {
  const showing = showStatus(scene.view, told.id, told.unmarked);
  const own = showing.for(told.accountId);
  if (!own) return;
  const shown = { told, own, showing };
  if (own.facts.row.visibility === PUBLIC && own.facts.row.boostOfId === null) yield* inPublic(scene, shown);
  yield* atHome(scene, shown);
  yield* onLists(scene, shown);
}

/** Public and hashtag lines: the same bytes for everybody, without anybody's marks. */
function* inPublic(scene: Scene, { told, own, showing }: Shown): Iterable<Delivery> {
  const { view, house, board } = scene;
  const { row, media } = own.facts;
  const text = () => rendererOf(house).text(own, undefined);
  const messages = {
    update: later(scene, 'update', text),
    'status.update': later(scene, 'status.update', text),
    delete: later(scene, 'delete', () => String(told.id)),
  };
  const here = row.local === 1 ? 'local' : 'remote';
  const mayHear = ({ viewerId, channel }: Listener) =>
    (channel.origin === 'all' || channel.origin === here) &&
    (!channel.onlyMedia || media.length > 0) &&
    showing.sees(viewerId) &&
    suits(view, viewerId, scene.now)(own);

  if (belongsOnPublic(row))
    for (const origin of ['all', here])
      for (const listener of board.at('public', origin))
        if (mayHear(listener)) yield { listener, message: messages[changeFor(!!told.before, true)!]() };

  const now = keysOf(view, told.tagIds);
  const before = told.before && keysOf(view, told.before.tagIds);
  for (const listener of hashtagListeners(board, new Set([...now, ...(before ?? [])]))) {
    const { tags } = listener;
    const change = tags && changeFor(!!before && matchesTags(tags, before), matchesTags(tags, now));
    if (change && mayHear(listener)) yield { listener, message: messages[change]() };
  }
}

function* atHome(scene: Scene, { told, own, showing }: Shown): Iterable<Delivery> {
  const messages = personal(scene, told.id);
  for (const key of scene.board.keys('home')) {
    const accountId = Number(key);
    const looker = lookerOf(scene.view, accountId, scene.now);
    if (!belongsHome(looker, own.facts.row, () => looker.tags.size > 0)) continue;
    const status = showing.for(accountId);
    if (!status) continue;
    const before = told.before && isForHome(looker, status, told.before.tagIds);
    const change = changeFor(!!before, isForHome(looker, status, told.tagIds));
    if (!change) continue;
    const message = messages(change, status, accountId);
    for (const listener of scene.board.at('home', accountId)) yield { listener, message };
  }
}

function* onLists(scene: Scene, { told, own, showing }: Shown): Iterable<Delivery> {
  const messages = personal(scene, told.id);
  for (const key of scene.board.keys('list')) {
    const list = scene.view.keep(listFrames).of(Number(key));
    if (!list?.members.has(told.accountId)) continue;
    const looker = lookerOf(scene.view, list.accountId, scene.now);
    if (!belongsOnList(looker, own.facts.row, list.members, list.repliesPolicy)) continue;
    const status = showing.for(list.accountId);
    if (!status || !agreesWith(looker, status)) continue;
    const message = messages(changeFor(!!told.before, true)!, status, list.accountId);
    for (const listener of scene.board.at('list', key))
      if (listener.viewerId === list.accountId) yield { listener, message };
  }
}

/** Messages with the viewer's marks in them, made once for all who marked it alike. */
function personal(scene: Scene, id: number) {
  const made = new Map<string, () => Message>();
  return (change: 'update' | 'status.update' | 'delete', status: SeenStatus, viewerId: number): Message => {
    const key = `${change} ${status.flags} ${status.boosted?.flags ?? 0}`;
    const payload = () => (change === 'delete' ? String(id) : rendererOf(scene.house).text(status, viewerId));
    const message = made.get(key) ?? later(scene, change, payload);
    made.set(key, message);
    return message();
  };
}
