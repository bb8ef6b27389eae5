import { type House, submit } from '#machinery/house.ts';
import { record } from '#rooms/ledger/index.ts';
import { noticeTaken } from '#rooms/notices/events.ts';
import { type LinkKind, noticeStore } from '#rooms/notices/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export const LINKS_MOST = 1_000;

type Body = { readonly noticeId: number; readonly otherId: number; readonly kind: LinkKind | null };

/**
 * Says that two notices tell of one harm (two senders for one job), or that the first came in place of the second; with null
 * that they have nothing to do with each other.
 */
export async function linkNotices(
  house: House,
  noticeId: number,
  otherId: number,
  kind: LinkKind | null,
): Promise<void> {
  await submit(house, linkNoticesCommand, { noticeId, otherId, kind });
}

export const linkNoticesCommand = defineCommand('link-notices/1', (ctx, body: Body) => {
  const { noticeId, otherId, kind } = body;
  const store = ctx.of(noticeStore);
  if (noticeId === otherId) throw new Refusal('invalid', 'A notice is not linked to itself', 'other');
  for (const id of [noticeId, otherId])
    if (!store.byId(id)) throw new Refusal('not-found', 'There is no such notice');
  if (kind !== null && store.links(LINKS_MOST).length >= LINKS_MOST)
    throw new Refusal('too-many', `At most ${LINKS_MOST} links are kept`);
  store.unlink(noticeId, otherId);
  store.unlink(otherId, noticeId);
  if (kind !== null) store.link({ noticeId, otherId, kind });
  const facts = { other: `notice/${otherId}`, link: kind ?? 'none' };
  record(ctx, { kind: 'notice-linked', about: `notice/${noticeId}`, facts });
  ctx.emit(noticeTaken, { noticeId });
  return {};
});
