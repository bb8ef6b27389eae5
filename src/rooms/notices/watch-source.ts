import { type House, submit } from '#machinery/house.ts';
import { type NoticeSource, sourceStore } from '#rooms/notices/source-store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';
import type { View } from '#view/reader.ts';

export const SOURCES_MOST = 50;
export const PLACE_MOST = 1_000;

/** Where notices are looked for, the oldest first. */
export function noticeSources(view: Pick<View, 'of'>): readonly NoticeSource[] {
  return view.of(sourceStore).all(SOURCES_MOST);
}

/** Looks for notices at a place from now on: an absolute path of a folder, or an https address of a calendar. */
export async function addSource(house: House, place: string): Promise<void> {
  const kind = /^https?:\/\//i.test(place) ? 'url' : 'folder';
  if (place.length > PLACE_MOST || (kind === 'url' ? !URL.canParse(place) : !place.startsWith('/')))
    throw new Refusal(
      'invalid',
      'A source is the whole path of a folder, or the address of a calendar',
      'place',
    );
  await submit(house, addSourceCommand, { kind, place });
}

export async function removeSource(house: House, place: string): Promise<void> {
  await submit(house, removeSourceCommand, { place });
}

export const addSourceCommand = defineCommand(
  'add-notice-source/1',
  (ctx, { kind, place }: Pick<NoticeSource, 'kind' | 'place'>) => {
    const store = ctx.of(sourceStore);
    if (store.all(SOURCES_MOST).length >= SOURCES_MOST)
      throw new Refusal('too-many', `At most ${SOURCES_MOST} sources are watched`);
    store.add({ id: ctx.randomId(), kind, place, addedAt: ctx.at });
    return {};
  },
);

export const removeSourceCommand = defineCommand(
  'remove-notice-source/1',
  (ctx, { place }: { readonly place: string }) => {
    if (!ctx.of(sourceStore).remove(place)) throw new Refusal('not-found', 'This source is not watched');
    return {};
  },
);
