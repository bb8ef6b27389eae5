import type { Route } from '#machinery/http/route.ts';

/**
 * What every GET route may show: `posts` go through the matrix for each viewer, `bare` may never show a post's words.
 * A route without a row fails the test, so whoever adds one decides here.
 */
export type Surface = 'posts' | 'bare' | 'stream';

const POSTS: readonly string[] = [
  '/api/v1/statuses/:id',
  '/api/v1/statuses',
  '/api/v1/statuses/:id/context',
  '/api/v1/statuses/:id/history',
  '/api/v1/statuses/:id/source',
  '/api/v1/timelines/public',
  '/api/v1/timelines/tag/:hashtag',
  '/api/v1/timelines/home',
  '/api/v1/timelines/list/:list_id',
  '/api/v1/timelines/direct',
  '/api/v1/accounts/:id/statuses',
  '/api/v1/notifications',
  '/api/v1/notifications/:id',
  '/api/v1/notifications/:id{[0-9]+}',
  '/api/v2/notifications',
  '/api/v2/notifications/:group_key',
  '/api/v2/notifications/:key',
  '/api/v1/conversations',
  '/api/v1/bookmarks',
  '/api/v1/favourites',
  '/api/v1/trends/statuses',
  '/api/v2/search',
  '/',
  '/home',
  '/explore',
  '/public',
  '/tags/:name',
  '/lists/:id',
  '/conversations',
  '/notifications',
  '/search',
  '/bookmarks',
  '/favourites',
  '/fragments/posts',
  '/posts/:id',
  '/posts/:id/edit',
  '/:handle{@[^/]+}/:id{[0-9]+}/history',
  '/publish',
  '/posts/:id/delete',
  '/:handle{@[^/]+}',
  '/:handle{@[^/]+}/with_replies',
  '/:handle{@[^/]+}/media',
  '/:handle{@[^/]+}/:id{[0-9]+}',
];

/** Routes under these never show a post's words. */
const BARE: readonly string[] = [
  '/.well-known/',
  '/about',
  '/api/v1_alpha',
  '/api/oembed',
  '/api/openapi.json',
  '/api/v1/accounts',
  '/api/v1/announcements',
  '/api/v1/annual_reports',
  '/api/v1/apps',
  '/api/v1/blocks',
  '/api/v1/collections',
  '/api/v1/custom_emojis',
  '/api/v1/directory',
  '/api/v1/domain_blocks',
  '/api/v1/emails',
  '/api/v1/endorsements',
  '/api/v1/featured_tags',
  '/api/v1/filters',
  '/api/v1/follow_requests',
  '/api/v1/followed_tags',
  '/api/v1/instance',
  '/api/v1/lists',
  '/api/v1/markers',
  '/api/v1/media',
  '/api/v1/mutes',
  '/api/v1/notifications/policy',
  '/api/v1/notifications/requests',
  '/api/v1/notifications/unread_count',
  '/api/v1/peers',
  '/api/v1/polls',
  '/api/v1/preferences',
  '/api/v1/profile',
  '/api/v1/push',
  '/api/v1/scheduled_statuses',
  '/api/v1/statuses/:id/favourited_by',
  '/api/v1/statuses/:id/quotes',
  '/api/v1/statuses/:id/reblogged_by',
  '/api/v1/suggestions',
  '/api/v1/tags',
  '/api/v1/timelines/link',
  '/api/v1/trends',
  '/api/v2/filters',
  '/api/v2/instance',
  '/api/v2/notifications/:key/accounts',
  '/api/v2/notifications/policy',
  '/api/v2/notifications/unread_count',
  '/api/v2/suggestions',
  '/assets/',
  '/auth/',
  '/blocks',
  '/follow_requests',
  '/health',
  '/manifest.webmanifest',
  '/media/',
  '/metrics',
  '/mutes',
  '/nodeinfo',
  '/oauth/',
  '/settings',
  '/:handle{@[^/]+}/followers',
  '/:handle{@[^/]+}/following',
];

export function surfaceOf(route: Route): Surface | undefined {
  if (route.path.startsWith('/api/v1/streaming')) return 'stream';
  if (POSTS.includes(route.path)) return 'posts';
  const bare = BARE.some((path) =>
    path.endsWith('/') ? route.path.startsWith(path) : isUnder(route.path, path),
  );
  return bare ? 'bare' : undefined;
}

function isUnder(path: string, parent: string): boolean {
  return path === parent || path.startsWith(`${parent}/`);
}
