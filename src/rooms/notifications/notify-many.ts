import { followStore } from '#rooms/follows/index.ts';
import { notify } from '#rooms/notifications/notify.ts';
import { markStore, statusStore } from '#rooms/statuses/index.ts';
import type { ApplyContext } from '#view/command.ts';
import { defineCommand, effectKind } from '#view/command.ts';

const FIRST_MOST = 30;
const FURTHER_MOST = 150;

/** What is told to how many there may be: a post to followers who asked for it, an edit to those who boosted. */
type News = {
  readonly kind: 'status' | 'update';
  readonly statusId: number;
  readonly authorId: number;
};
type Body = News & { readonly afterId: number };

/** More are to be told than one command may tell; jobs go on with `notify-many`. */
export const moreToTell = effectKind<Body>('notify-many');

/** Tells the first of many now, and leaves the others to jobs. In apply. */
export function notifyMany(ctx: ApplyContext, news: News): void {
  const next = tellSome(ctx, { ...news, afterId: 0 }, FIRST_MOST);
  if (next !== null) ctx.effect(moreToTell, { ...news, afterId: next });
}

/** Tells some more; answers with where to go on, null when all were told or the status is gone. */
export const notifyManyCommand = defineCommand('notify-many/1', (ctx, body: Body) => {
  const there = ctx.of(statusStore).byId(body.statusId) !== undefined;
  return { next: there ? tellSome(ctx, body, FURTHER_MOST) : null };
});

/** Most posts are told to nobody this way: that costs one query. */
function tellSome(
  ctx: ApplyContext,
  { kind, statusId, authorId, afterId }: Body,
  most: number,
): number | null {
  const ids =
    kind === 'status'
      ? ctx.of(followStore).wantTold(authorId, afterId, most)
      : ctx.of(markStore).boostersOf(statusId, afterId, most);
  if (ids.length === 0) return null;
  const mentions = kind === 'status' ? ctx.of(statusStore).mentionsOf(`[${statusId}]`) : [];
  const told = new Set(mentions.map((mention) => mention.accountId));
  for (const accountId of ids)
    if (!told.has(accountId)) notify(ctx, { accountId, kind, fromId: authorId, statusId });
  return ids.length === most ? ids.at(-1)! : null;
}
