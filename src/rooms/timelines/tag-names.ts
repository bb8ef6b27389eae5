import { boundedMap } from '#machinery/bounded-map.ts';
import { tagStore } from '#rooms/hashtags/index.ts';
import type { TagQuery } from '#rooms/timelines/rules/tags.ts';
import { HASHTAG_LENGTH_MOST, hashtagKey } from '#values/hashtag.ts';
import type { View } from '#view/reader.ts';

const NAMES_MOST = 4_096;

/** Ids of hashtags by any spelling, in memory: a hashtag that was used once keeps its id. */
function tagNames(view: View) {
  const known = boundedMap<string, number>(NAMES_MOST);
  view.onGap(() => known.clear());
  return {
    idOf(name: string): number | undefined {
      const id = known.get(name) ?? view.of(tagStore).byKey(hashtagKey(name))?.id;
      if (id !== undefined) known.set(name, id);
      return id;
    },
  };
}

/** The id of a hashtag by any of its spellings; undefined for one that nobody used. */
export function tagIdOf(view: View, name: string): number | undefined {
  return name.length > HASHTAG_LENGTH_MOST * 4 ? undefined : view.keep(tagNames).idOf(name);
}

/** Hashtag names as clients ask for them. */
export type TagNames = {
  readonly name: string;
  readonly any: readonly string[];
  readonly all: readonly string[];
  readonly none: readonly string[];
};

/** Names to ids. Undefined when nothing can match, because a hashtag that must be there was never used. */
export function tagQuery(view: View, names: TagNames): TagQuery | undefined {
  const idsOf = (list: readonly string[]) => [...new Set(list.flatMap((name) => tagIdOf(view, name) ?? []))];
  const any = idsOf([names.name, ...names.any]);
  const wanted = names.all.map((name) => tagIdOf(view, name));
  if (any.length === 0 || wanted.includes(undefined)) return undefined;
  return { any, all: idsOf(names.all), none: idsOf(names.none) };
}
