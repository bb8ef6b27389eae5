import type { House } from '#machinery/house.ts';
import { accountCards } from '#rooms/accounts/index.ts';
import {
  conversationChanged,
  conversationOf,
  notificationMade,
  seeNotification,
  toConversation,
  toNotification,
} from '#rooms/notifications/index.ts';
import { DIRECT, PUBLIC, statusDeleted, statusEdited, statusPosted } from '#rooms/statuses/index.ts';
import { type Delivery, hashtagListeners, keysOf, later, type Scene } from '#rooms/streaming/scene.ts';
import { tellStatus } from '#rooms/streaming/tell-status.ts';
import { listFrames, lookerOf, matchesTags } from '#rooms/timelines/index.ts';
import type { EventKind } from '#view/command.ts';

/** What streams tell of an event, for each listener it concerns. */
export type Teller = {
  readonly event: EventKind<unknown>;
  readonly tell: (scene: Scene, body: never) => Iterable<Delivery>;
};

function teller<B>(event: EventKind<B>, tell: (scene: Scene, body: B) => Iterable<Delivery>): Teller {
  return { event: event as EventKind<unknown>, tell };
}

type Body<E> = E extends EventKind<infer B> ? B : never;

function tellPosted(scene: Scene, posted: Body<typeof statusPosted>): Iterable<Delivery> {
  const { id, accountId, tagIds, boostOfId, replyToId } = posted;
  const unmarked = boostOfId === null && replyToId === null;
  return tellStatus(scene, { id, accountId, tagIds, before: undefined, unmarked });
}

function tellEdited(scene: Scene, edited: Body<typeof statusEdited>): Iterable<Delivery> {
  const { id, accountId, addedTagIds, removedTagIds, tagIds } = edited;
  const before = tagIds.filter((tag) => !addedTagIds.includes(tag)).concat(removedTagIds);
  return tellStatus(scene, { id, accountId, tagIds, before: { tagIds: before }, unmarked: false });
}

/** A deletion is told wherever the status may have been: its row no longer says exactly where. */
function* tellDeleted(scene: Scene, gone: Body<typeof statusDeleted>): Iterable<Delivery> {
  const { view, board } = scene;
  const message = later(scene, 'delete', () => String(gone.id))();
  const open = gone.visibility === PUBLIC && gone.boostOfId === null;
  if (open) {
    const here = view.keep(accountCards).byId(gone.accountId)?.domain === '' ? 'local' : 'remote';
    for (const origin of ['all', here])
      for (const listener of board.at('public', origin)) yield { listener, message };
    const keys = keysOf(view, gone.tagIds);
    for (const listener of hashtagListeners(board, keys))
      if (listener.tags && matchesTags(listener.tags, keys)) yield { listener, message };
  }
  const concerns = (accountId: number) =>
    accountId === gone.accountId ||
    gone.mentionedIds.includes(accountId) ||
    (gone.visibility !== DIRECT && reaches(scene, accountId, gone, open));
  for (const key of board.keys('home'))
    if (concerns(Number(key))) for (const listener of board.at('home', key)) yield { listener, message };
  for (const key of board.keys('list')) {
    const list = view.keep(listFrames).of(Number(key));
    if (list?.members.has(gone.accountId) && concerns(list.accountId))
      for (const listener of board.at('list', key)) yield { listener, message };
  }
}

function reaches(scene: Scene, accountId: number, gone: Body<typeof statusDeleted>, open: boolean): boolean {
  const looker = lookerOf(scene.view, accountId, scene.now);
  return (
    looker.relations.following.has(gone.accountId) || (open && gone.tagIds.some((id) => looker.tags.has(id)))
  );
}

function* tellNotified(scene: Scene, made: Body<typeof notificationMade>): Iterable<Delivery> {
  const listeners = [...scene.board.at('notification', made.accountId)];
  const seen = listeners.length > 0 && seeNotification(scene.view, made.accountId, made.id);
  if (!seen) return;
  const message = later(scene, 'notification', () => JSON.stringify(toNotification(seen, scene.house)))();
  for (const listener of listeners) yield { listener, message };
}

function* tellConversation(scene: Scene, changed: Body<typeof conversationChanged>): Iterable<Delivery> {
  const { accountId, conversationId } = changed;
  const listeners = [...scene.board.at('direct', accountId)];
  const seen = listeners.length > 0 && conversationOf(scene.view, accountId, conversationId);
  if (!seen) return;
  const message = later(scene, 'conversation', () => JSON.stringify(toConversation(seen, scene.house)))();
  for (const listener of listeners) yield { listener, message };
}

const TELLERS: readonly Teller[] = [
  teller(statusPosted, tellPosted),
  teller(statusEdited, tellEdited),
  teller(statusDeleted, tellDeleted),
  teller(notificationMade, tellNotified),
  teller(conversationChanged, tellConversation),
];

/**
 * Something every member is told on the stream of their home, for a room that streams do not know. `say` makes the event's
 * name and payload, the same for everybody; undefined when there is nothing to tell.
 */
export function toEveryone<B>(
  event: EventKind<B>,
  say: (house: House, body: B) => { readonly event: string; readonly payload: string } | undefined,
): Teller {
  return teller(event, function* (scene, body) {
    const keys = [...scene.board.keys('home')];
    const said = keys.length > 0 && say(scene.house, body);
    if (!said) return;
    const message = later(scene, said.event, () => said.payload)();
    for (const key of keys) for (const listener of scene.board.at('home', key)) yield { listener, message };
  });
}

/** All that streams tell of: their own tellers and those of other rooms. */
export type Telling = {
  /** The kinds of events that are told. */
  readonly events: readonly EventKind<unknown>[];
  /** Everything there is to send because of one event, worked out as it is taken. */
  deliveriesOf(scene: Scene, kind: string, body: unknown): Iterable<Delivery>;
};

export function telling(more: readonly Teller[]): Telling {
  const tellers = [...TELLERS, ...more];
  const byKind = new Map(tellers.map((one) => [one.event.kind, one]));
  return {
    events: tellers.map(({ event }) => event),
    deliveriesOf: (scene, kind, body) => byKind.get(kind)?.tell(scene, body as never) ?? [],
  };
}
