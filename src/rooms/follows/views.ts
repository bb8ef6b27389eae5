import { type AccountRow, accountCards } from '#rooms/accounts/index.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { relationCache } from '#rooms/follows/relations.ts';
import { type RelationshipRow, relationshipStore } from '#rooms/follows/relationship-store.ts';
import { maySeePeople } from '#rooms/follows/rules/lists.ts';
import { followStore } from '#rooms/follows/store.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';
import type { Position, Stretch } from '#view/relation-page.ts';

const FAMILIAR_MOST = 400;
const FAMILIAR_SHOWN_MOST = 40;

/** What the viewer and each account are to each other, in the order asked. `closed` takes in suspended accounts. */
export function relationshipsOf(
  view: View,
  viewerId: number,
  ids: readonly number[],
  closed = false,
): RelationshipRow[] {
  const rows = view.of(relationshipStore).between(viewerId, ids);
  return rows.filter((row) => row.state === 'active' || (closed && row.state === 'suspended'));
}

/** What the viewer and one account are to each other. Refuses when there is no such account. */
export function relationshipWith(view: View, viewerId: number, id: number): RelationshipRow {
  const row = relationshipsOf(view, viewerId, [id], true)[0];
  if (!row) throw new Refusal('not-found', 'Record not found');
  return row;
}

/** A page of people: where each stands in the list, and those of them the viewer may see. */
export type People = { readonly page: readonly Position[]; readonly accounts: readonly AccountRow[] };

const NOBODY: People = { page: [], accounts: [] };

/** Who follows an account, or whom it follows, when the viewer may know. */
export function circleOf(
  view: View,
  viewerId: number | undefined,
  ownerId: number,
  which: 'followers' | 'following',
  stretch: Stretch,
): People {
  const owner = view.keep(accountCards).byId(ownerId);
  if (!owner || owner.state === 'pending') throw new Refusal('not-found', 'Record not found');
  const viewer = viewerId === undefined ? undefined : view.keep(relationCache).of(viewerId);
  const seen = maySeePeople({
    viewerIsOwner: viewerId === ownerId,
    open: owner.showCollections === 1,
    ownerActive: owner.state === 'active',
    ownerBlocksViewer: viewer?.blockedBy.has(ownerId) ?? false,
  });
  if (!seen) return NOBODY;
  const store = view.of(followStore);
  const page =
    which === 'followers' ? store.followersOf(ownerId, stretch) : store.followedBy(ownerId, stretch);
  const hidden = (id: number) =>
    viewer !== undefined && (viewer.blockedBy.has(id) || viewer.blocking.has(id));
  const { accounts } = peopleOf(view, page);
  return { page, accounts: viewerId === ownerId ? accounts : accounts.filter((a) => !hidden(a.id)) };
}

export function requestsTo(view: View, accountId: number, stretch: Stretch): People {
  return peopleOf(view, view.of(followStore).requestsTo(accountId, stretch));
}

export function blocksOf(view: View, accountId: number, stretch: Stretch): People {
  return peopleOf(view, view.of(avoidStore).blocksOf(accountId, stretch));
}

/** Muted accounts with the moment each mute ends, null for never; those that ran out by `now` are left out. */
export function mutesOf(view: View, accountId: number, stretch: Stretch, now: number) {
  const muting = view.keep(relationCache).of(accountId).muting;
  const { page, accounts } = peopleOf(view, view.of(avoidStore).mutesOf(accountId, stretch));
  const muted = accounts.flatMap((account) => {
    const endsAt = muting.get(account.id) ?? Number.POSITIVE_INFINITY;
    return endsAt > now ? [{ account, endsAt: Number.isFinite(endsAt) ? endsAt : null }] : [];
  });
  return { page, muted };
}

/** People the viewer follows who follow each of the targets, only where both show their lists. */
export function familiarFollowers(view: View, viewerId: number, targetIds: readonly number[]) {
  const pairs = view.of(followStore).familiar(viewerId, JSON.stringify(targetIds), FAMILIAR_MOST);
  const byTarget = Map.groupBy(pairs, (pair) => pair.targetId);
  const cards = view.keep(accountCards).byIds(pairs.map((pair) => pair.id));
  return targetIds.map((id) => ({
    id,
    accounts: (byTarget.get(id) ?? [])
      .flatMap((pair) => cards.get(pair.id) ?? [])
      .filter((account) => account.state === 'active')
      .slice(0, FAMILIAR_SHOWN_MOST),
  }));
}

function peopleOf(view: View, page: readonly Position[]): People {
  const cards = view.keep(accountCards).byIds(page.map((position) => position.id));
  const accounts = page.flatMap(({ id }) => cards.get(id) ?? []);
  return { page, accounts: accounts.filter((account) => account.state === 'active') };
}
