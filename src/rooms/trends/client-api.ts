import { z } from 'zod';
import { json, rawJson } from '#machinery/http/answer.ts';
import { pageSize, whole } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { rendererOf } from '#rooms/statuses/index.ts';
import { toTrendingTag } from '#rooms/trends/mastodon.ts';
import { trendingStatuses, trendingTags } from '#rooms/trends/views.ts';

const offset = whole(0, 1_000).default(0);
const tagsQuery = z.object({ limit: pageSize(10, 20), offset });

const tags = (path: string): Route =>
  route({
    method: 'GET',
    path,
    summary: 'Hashtags talked about now, by distinct accounts with decay',
    query: tagsQuery,
    handle: ({ house, query }) =>
      json(trendingTags(house, query.limit, query.offset).map((tag) => toTrendingTag(tag, house))),
  });

export const routes: readonly Route[] = [
  tags('/api/v1/trends/tags'),
  tags('/api/v1/trends'),
  route({
    method: 'GET',
    path: '/api/v1/trends/statuses',
    summary: 'Public posts that many boosted or favourited lately',
    query: z.object({ limit: pageSize(20, 40), offset }),
    handle({ house, caller, query }) {
      const statuses = trendingStatuses(house, caller.accountId, query.limit, query.offset);
      return rawJson(rendererOf(house).list(statuses, caller.accountId));
    },
  }),
];
