import { boundedMap } from '#machinery/bounded-map.ts';
import type { House } from '#machinery/house.ts';
import { tagStore } from '#rooms/hashtags/index.ts';
import type { Board, Listener } from '#rooms/streaming/listener.ts';
import { type Message, makeMessage } from '#rooms/streaming/message.ts';
import type { View } from '#view/reader.ts';

const KEYS_MOST = 8_192;

/** One event about to be told: where it is read, who may listen, and its place to resume from. */
export type Scene = {
  readonly house: House;
  readonly view: View;
  readonly board: Board;
  readonly now: number;
  readonly id: () => string;
};

/** One message for one listener. */
export type Delivery = { readonly listener: Listener; readonly message: Message };

/** A message of this event, made when the first listener wants it and then kept. */
export function later(scene: Scene, event: string, payload: () => string): () => Message {
  let made: Message | undefined;
  return () => {
    made ??= makeMessage(event, payload(), scene.id);
    return made;
  };
}

function tagKeys(view: View) {
  const keys = boundedMap<number, string>(KEYS_MOST);
  view.onGap(() => keys.clear());
  return (id: number): string | undefined => {
    const key = keys.get(id) ?? view.of(tagStore).byId(id)?.key;
    if (key !== undefined) keys.set(id, key);
    return key;
  };
}

/** Canonical keys of hashtags by their ids. */
export function keysOf(view: View, tagIds: readonly number[]): string[] {
  return tagIds.flatMap((id) => view.keep(tagKeys)(id) ?? []);
}

/** Everybody who listens to one of these hashtags, each once. */
export function* hashtagListeners(board: Board, keys: Iterable<string>): Iterable<Listener> {
  const met = new Set<Listener>();
  for (const key of keys)
    for (const listener of board.at('hashtag', key)) {
      const several = listener.tags !== undefined && listener.tags.any.length > 1;
      if (several && met.has(listener)) continue;
      if (several) met.add(listener);
      yield listener;
    }
}
