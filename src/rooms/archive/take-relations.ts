import type { House } from '#machinery/house.ts';
import { accountStore } from '#rooms/accounts/index.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { importRelations, type Relation } from '#rooms/archive/import-relations.ts';
import { patiently } from '#rooms/archive/patience.ts';
import { localStatusId } from '#rooms/archive/rules/addresses.ts';
import type { Remark } from '#rooms/archive/rules/post.ts';
import { importStore } from '#rooms/archive/store.ts';
import { seeStatus } from '#rooms/statuses/index.ts';
import { usernameKey } from '#values/username.ts';

const AT_ONCE = 50;

/** A relation with the address the archive names it by. */
type Named = { readonly address: string; readonly relation: Relation | string };

/** Takes over whom and what a person follows, blocks, mutes, keeps and likes, as far as it is known here. What is not, is told. */
export async function takeRelations(house: House, accountId: number, archive: Archive): Promise<Remark[]> {
  const all = relationsOf(house, accountId, archive);
  const lost = all.flatMap(({ address, relation }) =>
    typeof relation === 'string' ? [{ sourceId: address, reason: relation }] : [],
  );
  const known = all.flatMap(({ address, relation }) =>
    typeof relation === 'string' ? [] : [{ address, relation }],
  );
  for (let at = 0; at < known.length; at += AT_ONCE) {
    const some = known.slice(at, at + AT_ONCE);
    const relations = some.map((each) => each.relation);
    const answer = await patiently(() => importRelations(house, { accountId, relations }));
    for (const { place, reason } of answer.lost) lost.push({ sourceId: some[place]!.address, reason });
  }
  return lost;
}

export function hasRelations(archive: Archive): boolean {
  return archive.pins.length > 0 || Object.values(archive.relations).some((list) => list.length > 0);
}

/** Blocks come first: who is blocked is not followed. */
function relationsOf(house: House, accountId: number, archive: Archive): Named[] {
  const { relations, pins } = archive;
  const person = (address: string, make: (targetId: number) => Relation): Named => {
    const targetId = personAt(house, address);
    return {
      address,
      relation: targetId === undefined ? 'nobody of this address is known here' : make(targetId),
    };
  };
  const post = (address: string, kind: 'bookmark' | 'favourite' | 'pin'): Named => {
    const statusId = postAt(house, accountId, archive, address);
    return { address, relation: statusId === undefined ? 'this post is not here' : { kind, statusId } };
  };
  return [
    ...relations.blocks.map((address) => person(address, (targetId) => ({ kind: 'block', targetId }))),
    ...relations.mutes.map(({ address, notifications }) =>
      person(address, (targetId) => ({ kind: 'mute', targetId, notifications })),
    ),
    ...relations.domainBlocks.map((domain) => domainAt(house, domain)),
    ...relations.follows.map((wish) =>
      person(wish.address, (targetId) => ({ kind: 'follow', targetId, ...wish, reblogs: wish.boosts })),
    ),
    ...relations.lists.map(({ title, address }) =>
      person(address, (targetId) => ({ kind: 'list', title, targetId })),
    ),
    ...relations.bookmarks.map((address) => post(address, 'bookmark')),
    ...relations.likes.map((address) => post(address, 'favourite')),
    ...pins.map((address) => post(address, 'pin')),
  ];
}

function domainAt(house: House, domain: string): Named {
  const own = domain === house.domain;
  return { address: domain, relation: own ? 'this is the server itself' : { kind: 'domain', domain } };
}

function personAt(house: House, address: string): number | undefined {
  const [name = '', domain = ''] = address.split('@');
  const account = house
    .view()
    .of(accountStore)
    .byName(usernameKey(name), domain === house.domain ? '' : domain);
  return account?.state === 'active' ? account.id : undefined;
}

/** A post of the archive itself, or one that is here and may be seen. */
function postAt(house: House, accountId: number, archive: Archive, address: string): number | undefined {
  const own = house.view().of(importStore).statusOf(accountId, archive.source, address);
  const id = own ?? localStatusId(address, house.origin);
  return id !== undefined && seeStatus(house.view(), accountId, id) ? id : undefined;
}
