import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, id, listOf, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { sealedLinks, sealedPage, stretchOf } from '#machinery/http/sealed-page.ts';
import { toAccount } from '#rooms/accounts/index.ts';
import { addMembers, MEMBERS_AT_ONCE, removeMembers } from '#rooms/lists/change-members.ts';
import { deleteList } from '#rooms/lists/delete-list.ts';
import { toList } from '#rooms/lists/mastodon.ts';
import { ownList } from '#rooms/lists/own-list.ts';
import { REPLIES_POLICIES } from '#rooms/lists/rules/list.ts';
import { listStore } from '#rooms/lists/store.ts';
import { membersOf } from '#rooms/lists/views.ts';
import { changeList, makeList } from '#rooms/lists/write-list.ts';
import { parseId } from '#values/ids.ts';

const READ = ['read:lists'];
const WRITE = ['write:lists'];
/** What `limit=0`, which asks for all members, is answered with at most; the others come by Link. */
const ALL_MOST = 500;

const title = text(1_000);
const draft = z.object({
  title: title.default(''),
  replies_policy: z.enum(REPLIES_POLICIES).default('list'),
  exclusive: flag.default(false),
});
const change = z.object({
  title: title.optional(),
  replies_policy: z.enum(REPLIES_POLICIES).optional(),
  exclusive: flag.optional(),
});
const members = z.object({ account_ids: listOf(id, MEMBERS_AT_ONCE).default([]) });

/** A page of members; `limit=0` asks for all of them. */
const page = z.preprocess(
  (query: unknown) => {
    const asked = query as { limit?: unknown };
    return String(asked.limit) === '0' ? { ...asked, limit: ALL_MOST } : asked;
  },
  sealedPage(40, ALL_MOST),
);

function idInPath(call: Call): number {
  return parseId(call.params['id']) ?? 0;
}

function listAnswer(call: Call, listId: number): Response {
  return json(toList(ownList(call.house.view(), call.me, listId)));
}

const lists: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/lists',
    summary: 'View your lists',
    auth: 'user',
    scopes: READ,
    handle: ({ house, me }) => json(house.view().of(listStore).of(me).map(toList)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/:id/lists',
    summary: 'Get lists containing this account',
    auth: 'user',
    scopes: READ,
    handle: (call) => json(call.house.view().of(listStore).holding(call.me, idInPath(call)).map(toList)),
  }),
  route({
    method: 'GET',
    path: '/api/v1/lists/:id',
    summary: 'Show a single list',
    auth: 'user',
    scopes: READ,
    handle: (call) => listAnswer(call, idInPath(call)),
  }),
  route({
    method: 'POST',
    path: '/api/v1/lists',
    summary: 'Create a list',
    auth: 'user',
    scopes: WRITE,
    body: draft,
    async handle(call) {
      const { title, replies_policy: repliesPolicy, exclusive } = call.body;
      return listAnswer(call, await makeList(call.house, call.me, { title, repliesPolicy, exclusive }));
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/v1/lists/:id',
    summary: 'Update a list',
    auth: 'user',
    scopes: WRITE,
    body: change,
    async handle(call) {
      const { title, replies_policy: repliesPolicy, exclusive } = call.body;
      await changeList(call.house, call.me, idInPath(call), { title, repliesPolicy, exclusive });
      return listAnswer(call, idInPath(call));
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/lists/:id',
    summary: 'Delete a list',
    auth: 'user',
    scopes: WRITE,
    async handle(call) {
      await deleteList(call.house, call.me, idInPath(call));
      return json({});
    },
  }),
];

const memberships: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/lists/:id/accounts',
    summary: 'View accounts in a list',
    auth: 'user',
    scopes: READ,
    query: page,
    handle(call) {
      const { house, me, query, request } = call;
      const list = `list:${idInPath(call)}`;
      const { page, accounts } = membersOf(house.view(), me, idInPath(call), stretchOf(house, list, query));
      return json(
        accounts.map((account) => toAccount(account, house)),
        200,
        sealedLinks(house, request, list, page, query.limit),
      );
    },
  }),
  route({
    method: 'POST',
    path: '/api/v1/lists/:id/accounts',
    summary: 'Add accounts to a list',
    auth: 'user',
    scopes: WRITE,
    body: members,
    async handle(call) {
      await addMembers(call.house, call.me, idInPath(call), call.body.account_ids);
      return json({});
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/v1/lists/:id/accounts',
    summary: 'Remove accounts from list',
    auth: 'user',
    scopes: WRITE,
    body: members,
    async handle(call) {
      await removeMembers(call.house, call.me, idInPath(call), call.body.account_ids);
      return json({});
    },
  }),
];

export const routes: readonly Route[] = [...lists, ...memberships];
