import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, pageSize, text, whole } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { accountStore, searchAccounts, seeAccounts, toAccount } from '#rooms/accounts/index.ts';
import { relationCache } from '#rooms/follows/index.ts';

const OFFSET_MOST = 1_000;
const offset = whole(0, OFFSET_MOST).default(0).catch(0);

export const peopleRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/accounts/search',
    summary: 'Search for matching accounts',
    auth: 'user',
    scopes: ['read:accounts'],
    query: z.object({
      q: text(500).default(''),
      limit: pageSize(40, 80),
      offset,
      resolve: flag.default(false).catch(false),
      following: flag.default(false).catch(false),
    }),
    handle({ house, me, query }) {
      const view = house.view();
      const all = searchAccounts(view, house.domain, query.q, OFFSET_MOST);
      const { following } = view.keep(relationCache).of(me);
      const known = query.following ? all.filter((account) => following.has(account.id)) : all;
      const shown = known.slice(query.offset, query.offset + query.limit);
      return json(shown.map((account) => toAccount(account, house)));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/directory',
    summary: 'View profile directory',
    query: z.object({ limit: pageSize(40, 80), offset }),
    handle({ house, query }) {
      const view = house.view();
      const ids = view.of(accountStore).discoverable(query.limit, query.offset);
      return json(seeAccounts(view, ids).map((account) => toAccount(account, house)));
    },
  }),
];
