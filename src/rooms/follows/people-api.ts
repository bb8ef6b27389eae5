import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { id, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { type SealedQuery, sealedLinks, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { toAccount } from '#rooms/accounts/index.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { blockDomain, unblockDomain } from '#rooms/follows/block-domain.ts';
import {
  blocksOf,
  circleOf,
  familiarFollowers,
  mutesOf,
  type People,
  requestsTo,
} from '#rooms/follows/views.ts';
import { parseId } from '#values/ids.ts';
import { iso } from '#values/time.ts';
import type { Stretch } from '#view/relation-page.ts';

const TARGETS_MOST = 40;
const page = sealedPage(40, 80);

/** A page of accounts with its Link header. */
function peopleAnswer(call: Call<SealedQuery>, list: string, read: (stretch: Stretch) => People): Response {
  const { house, query, request } = call;
  const { page, accounts } = read(stretchOf(house, list, query));
  const links = sealedLinks(house, request, list, page, query.limit);
  return json(
    accounts.map((account) => toAccount(account, house)),
    200,
    links,
  );
}

function circle(which: 'followers' | 'following', summary: string): Route {
  return route({
    method: 'GET',
    path: `/api/v1/accounts/:id/${which}`,
    summary,
    scopes: ['read:accounts'],
    query: page,
    handle(call) {
      const ownerId = parseId(call.params['id']) ?? 0;
      return peopleAnswer(call, `${which}:${ownerId}`, (stretch) =>
        circleOf(call.house.view(), call.caller.accountId, ownerId, which, stretch),
      );
    },
  });
}

const domainBody = z.object({ domain: text(300) });

export const peopleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/accounts/familiar_followers',
    summary: 'Find familiar followers',
    auth: 'user',
    scopes: ['read:follows'],
    query: z.object({ id: listOf(id, TARGETS_MOST).default([]) }),
    handle: ({ house, me, query }) =>
      json(
        familiarFollowers(house.view(), me, query.id).map((found) => ({
          id: String(found.id),
          accounts: found.accounts.map((account) => toAccount(account, house)),
        })),
      ),
  }),
  circle('followers', "Get account's followers"),
  circle('following', "Get account's following"),
  route({
    method: 'GET',
    path: '/api/v1/follow_requests',
    summary: 'View pending follow requests',
    auth: 'user',
    scopes: ['read:follows', 'follow'],
    query: page,
    handle: (call) =>
      peopleAnswer(call, `requests:${call.me}`, (stretch) => requestsTo(call.house.view(), call.me, stretch)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/blocks',
    summary: 'View blocked users',
    auth: 'user',
    scopes: ['read:blocks', 'follow'],
    query: page,
    handle: (call) =>
      peopleAnswer(call, `blocks:${call.me}`, (stretch) => blocksOf(call.house.view(), call.me, stretch)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/mutes',
    summary: 'View muted accounts',
    auth: 'user',
    scopes: ['read:mutes', 'follow'],
    query: page,
    handle({ house, me, query, request }) {
      const list = `mutes:${me}`;
      const found = mutesOf(house.view(), me, stretchOf(house, list, query), house.world.now());
      const answer = found.muted.map(({ account, endsAt }) => ({
        ...toAccount(account, house),
        mute_expires_at: endsAt === null ? null : iso(endsAt),
      }));
      return json(answer, 200, sealedLinks(house, request, list, found.page, query.limit));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/domain_blocks',
    summary: 'Get domain blocks',
    auth: 'user',
    scopes: ['read:blocks', 'follow'],
    handle: ({ house, me }) =>
      json(
        house
          .view()
          .of(avoidStore)
          .domains(me)
          .map((row) => row.domain),
      ),
  }),
  route({
    method: 'POST',
    path: '/api/v1/domain_blocks',
    summary: 'Block a domain',
    auth: 'user',
    scopes: ['write:blocks', 'follow'],
    body: domainBody,
    async handle({ house, me, body }) {
      await blockDomain(house, me, body.domain);
      return json({});
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/domain_blocks',
    summary: 'Unblock a domain',
    auth: 'user',
    scopes: ['write:blocks', 'follow'],
    body: domainBody,
    async handle({ house, me, body }) {
      await unblockDomain(house, me, body.domain);
      return json({});
    },
  }),
];
