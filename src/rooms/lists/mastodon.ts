import type { ListRow } from '#rooms/lists/store.ts';

/** A list as the client API shows it to its owner. */
export function toList(list: ListRow) {
  return {
    id: String(list.id),
    title: list.title,
    replies_policy: list.repliesPolicy,
    exclusive: list.exclusive === 1,
  };
}
