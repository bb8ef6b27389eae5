import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, id, pageSize, text, whole } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { toAccount } from '#rooms/accounts/index.ts';
import { QUERY_MOST } from '#rooms/search/rules/query.ts';
import { findAccounts, findStatuses, findTags } from '#rooms/search/views.ts';
import { toStatus } from '#rooms/statuses/index.ts';

const query = z.object({
  q: text(QUERY_MOST).default(''),
  type: z.enum(['accounts', 'hashtags', 'statuses']).optional(),
  limit: pageSize(20, 40),
  offset: whole(0, 1_000).default(0),
  max_id: id.optional(),
  min_id: id.optional(),
  account_id: id.optional(),
  resolve: flag.optional(),
  following: flag.optional(),
  exclude_unreviewed: flag.optional(),
});

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v2/search',
    summary: 'Search accounts by name, hashtags, and posts by their words',
    scopes: ['read:search'],
    query,
    handle({ house, caller, query }) {
      const wish = {
        text: query.q,
        limit: query.limit,
        offset: query.offset,
        maxId: query.max_id,
        minId: query.min_id,
        accountId: query.account_id,
      };
      const wants = (kind: string) => query.type === undefined || query.type === kind;
      const statuses = wants('statuses') ? findStatuses(house, caller.accountId, wish) : [];
      return json({
        accounts: wants('accounts')
          ? findAccounts(house, wish).map((account) => toAccount(account, house))
          : [],
        statuses: statuses.map((status) => toStatus(status, caller.accountId, house)),
        hashtags: wants('hashtags')
          ? findTags(house, wish).map((tag) => ({
              id: String(tag.id),
              name: tag.name,
              url: `${house.origin}/tags/${encodeURIComponent(tag.name)}`,
              history: [],
              ...(caller.accountId === undefined ? {} : { following: false }),
            }))
          : [],
      });
    },
  }),
];
