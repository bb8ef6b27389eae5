import { tagStore } from '#rooms/hashtags/store.ts';
import type { ApplyContext } from '#view/command.ts';

/** The id of a hashtag, made now if nobody used it before. For use inside apply. */
export function takeTag(ctx: ApplyContext, tag: { readonly key: string; readonly name: string }): number {
  const known = ctx.of(tagStore).byKey(tag.key);
  if (known) return known.id;
  const id = ctx.randomId();
  ctx.of(tagStore).insert({ id, key: tag.key, name: tag.name });
  return id;
}
