import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { type SealedQuery, sealedLinks, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { accountCards, seeAccount, toAccount } from '#rooms/accounts/index.ts';
import { relationshipWith, toRelationship } from '#rooms/follows/index.ts';
import { seeTag, seeTags, toTag } from '#rooms/hashtags/index.ts';
import { endorse, unendorse } from '#rooms/profiles/endorse.ts';
import { featureTag, unfeatureTag } from '#rooms/profiles/feature-tag.ts';
import { toFeaturedTag } from '#rooms/profiles/mastodon.ts';
import { profileStore } from '#rooms/profiles/store.ts';
import { writeNote } from '#rooms/profiles/write-note.ts';
import { hashtagKey } from '#values/hashtag.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const page = sealedPage(40, 80);
const SUGGESTED_MOST = 10;

function targetOf(call: Call): number {
  return parseId(call.params['id']) ?? 0;
}

type Deed = (call: Call, targetId: number) => Promise<void>;

/** Something one does about another account; answers with the relationship. */
function deed<B extends z.ZodType>(name: string, summary: string, act: Deed, body?: B): Route {
  return route({
    method: 'POST',
    path: `/api/v1/accounts/:id/${name}`,
    summary,
    auth: 'user',
    scopes: ['write:accounts'],
    ...(body ? { body } : {}),
    async handle(call) {
      const { house, me } = call as Call;
      const targetId = targetOf(call as Call);
      relationshipWith(house.view(), me, targetId);
      await act(call as Call, targetId);
      return json(toRelationship(relationshipWith(house.view(), me, targetId), house.world.now()));
    },
  });
}

const put: Deed = ({ house, me }, targetId) => endorse(house, me, targetId);
const take: Deed = ({ house, me }, targetId) => unendorse(house, me, targetId);
const note = z.object({ comment: z.preprocess((value) => value ?? '', text(10_000)) });

/** The accounts that an account recommends, newest first. */
function endorsedAnswer(call: Call<SealedQuery>, ownerId: number): Response {
  const { house, query, request } = call;
  const view = house.view();
  const list = `endorsements:${ownerId}`;
  const positions = view.of(profileStore).endorsedBy(ownerId, stretchOf(house, list, query));
  const cards = view.keep(accountCards).byIds(positions.map((position) => position.id));
  const accounts = positions
    .flatMap(({ id }) => cards.get(id) ?? [])
    .filter(({ state }) => state === 'active');
  const links = sealedLinks(house, request, list, positions, query.limit);
  return json(
    accounts.map((account) => toAccount(account, house)),
    200,
    links,
  );
}

function tagsAnswer({ house }: Call, ownerId: number): Response {
  const tags = house.view().of(profileStore).featuredTags(ownerId);
  return json(tags.map((tag) => toFeaturedTag(tag, house)));
}

/** Something one does about a hashtag; answers with the hashtag. */
function tagDeed(verb: string, summary: string, act: (call: Call, name: string) => Promise<void>): Route {
  return route({
    method: 'POST',
    path: `/api/v1/tags/:name/${verb}`,
    summary,
    auth: 'user',
    scopes: ['write:accounts'],
    async handle(call) {
      const name = (call.params['name'] ?? '').replace(/^[#＃]/u, '');
      await act(call, name);
      const seen = seeTag(call.house.view(), call.me, name, call.house.world.now());
      if (!seen) throw new Refusal('not-found', 'Record not found');
      return json(toTag(seen, call.me, call.house));
    },
  });
}

export const featureRoutes: readonly Route[] = [
  deed(
    'note',
    'Set private note on profile',
    ({ house, me, body }, targetId) =>
      writeNote(house, me, targetId, (body as z.output<typeof note>).comment),
    note,
  ),
  deed('endorse', 'Feature account on your profile', put),
  deed('unendorse', 'Unfeature account from profile', take),
  deed('pin', 'Feature account on your profile (old name)', put),
  deed('unpin', 'Unfeature account from profile (old name)', take),
  route({
    method: 'GET',
    path: '/api/v1/endorsements',
    summary: 'View currently featured profiles',
    auth: 'user',
    scopes: ['read:accounts', 'read:follows'],
    query: page,
    handle: (call) => endorsedAnswer(call, call.me),
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/:id/endorsements',
    summary: 'Get featured accounts',
    scopes: ['read:accounts'],
    query: page,
    handle: (call) => endorsedAnswer(call, seeAccount(call.house.view(), targetOf(call)).id),
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/:id/featured_tags',
    summary: "Get account's featured tags",
    scopes: ['read:accounts'],
    handle: (call) => tagsAnswer(call, seeAccount(call.house.view(), targetOf(call)).id),
  }),
  route({
    method: 'GET',
    path: '/api/v1/featured_tags',
    summary: 'View your featured tags',
    auth: 'user',
    scopes: ['read:accounts'],
    handle: (call) => tagsAnswer(call, call.me),
  }),
  route({
    method: 'POST',
    path: '/api/v1/featured_tags',
    summary: 'Feature a tag',
    auth: 'user',
    scopes: ['write:accounts'],
    body: z.object({ name: text(300) }),
    async handle({ house, me, body }) {
      const { id } = await featureTag(house, me, body.name);
      const tag = house
        .view()
        .of(profileStore)
        .featuredTags(me)
        .find((one) => one.id === id);
      if (!tag) throw new Refusal('gone', 'This hashtag was taken off meanwhile');
      return json(toFeaturedTag(tag, house));
    },
  }),
  tagDeed('feature', 'Feature a hashtag', async ({ house, me }, name) => {
    await featureTag(house, me, name);
  }),
  tagDeed('unfeature', 'Unfeature a hashtag', async ({ house, me }, name) => {
    const key = hashtagKey(name);
    const tags = house.view().of(profileStore).featuredTags(me);
    const known = tags.find((tag) => hashtagKey(tag.name) === key);
    if (known) await unfeatureTag(house, me, known.id);
  }),
  route({
    method: 'GET',
    path: '/api/v1/featured_tags/suggestions',
    summary: 'View suggested tags to feature',
    auth: 'user',
    scopes: ['read:accounts'],
    handle({ house, me }) {
      const view = house.view();
      const ids = view.of(profileStore).usedTags(me, SUGGESTED_MOST);
      return json(seeTags(view, me, ids, house.world.now()).map((seen) => toTag(seen, me, house)));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/featured_tags/:id',
    summary: 'Unfeature a tag',
    auth: 'user',
    scopes: ['write:accounts'],
    async handle(call) {
      await unfeatureTag(call.house, call.me, targetOf(call));
      return json({});
    },
  }),
];
