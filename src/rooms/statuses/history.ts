import type { MediaRow } from '#rooms/media/index.ts';
import { editStore, type KeptMedia } from '#rooms/statuses/edit-store.ts';
import type { SeenStatus } from '#rooms/statuses/views.ts';
import type { View } from '#view/reader.ts';

/** One wording of a status. `at` in milliseconds; words that the retention took away are empty. */
export type Wording = {
  readonly at: number;
  readonly html: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly media: readonly MediaRow[];
};

/** All wordings of a status that passed the gate, the first one first, the present one last. */
export function historyOf(view: View, { facts }: SeenStatus): Wording[] {
  const { row, media } = facts;
  const earlier = view
    .of(editStore)
    .of(row.id)
    .map((wording) => ({
      at: wording.at,
      html: wording.html,
      spoiler: wording.spoiler,
      sensitive: wording.sensitive === 1,
      media: stillAttached(JSON.parse(wording.media) as KeptMedia[], media),
    }));
  const { html, spoiler } = row;
  return [
    ...earlier,
    { at: row.editedAt ?? row.createdAt, html, spoiler, sensitive: row.sensitive === 1, media },
  ];
}

/** What was taken off a status is not shown again; what is still there keeps the words it had then. */
function stillAttached(kept: readonly KeptMedia[], media: readonly MediaRow[]): MediaRow[] {
  return kept.flatMap(({ id, description }) => {
    const now = media.find((one) => one.id === id);
    return now ? [{ ...now, description }] : [];
  });
}
