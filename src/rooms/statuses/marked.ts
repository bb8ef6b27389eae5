import { markStore } from '#rooms/statuses/mark-store.ts';
import { type SeenStatus, seeStatuses } from '#rooms/statuses/views.ts';
import type { View } from '#view/reader.ts';
import type { Position, Stretch } from '#view/relation-page.ts';

/** A page of what an account marked: where each stands, and those it may still see. */
export type Marked = { readonly page: readonly Position[]; readonly statuses: readonly SeenStatus[] };

/** An account's favourites or bookmarks, the newest mark first. */
export function markedBy(
  view: View,
  accountId: number,
  mark: 'favourite' | 'bookmark',
  stretch: Stretch,
): Marked {
  const page = view.of(markStore)[mark].page(accountId, stretch);
  return {
    page,
    statuses: seeStatuses(
      view,
      accountId,
      page.map((position) => position.id),
    ),
  };
}
