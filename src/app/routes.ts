import { pageRoutes } from '#app/page-routes.ts';
import { openapiRoute } from '#machinery/http/openapi.ts';
import type { Route } from '#machinery/http/route.ts';
import { routes as accounts } from '#rooms/accounts/client-api.ts';
import { apiRoutes as channels } from '#rooms/channels/client-api.ts';
import { routes as follows } from '#rooms/follows/client-api.ts';
import { routes as hashtags } from '#rooms/hashtags/client-api.ts';
import { aboutRoutes } from '#rooms/instance/client-api.ts';
import { discoveryRoutes } from '#rooms/instance/discovery.ts';
import { laterRoutes } from '#rooms/instance/later.ts';
import { apiRoutes as ledger } from '#rooms/ledger/public-api.ts';
import { routes as lists } from '#rooms/lists/client-api.ts';
import { announcementRoutes } from '#rooms/maintenance/announcement-api.ts';
import { windowRoutes } from '#rooms/maintenance/window-api.ts';
import { routes as media } from '#rooms/media/client-api.ts';
import { fileRoutes } from '#rooms/media/files.ts';
import { apiRoutes as notices } from '#rooms/notices/client-api.ts';
import { notificationRoutes } from '#rooms/notifications/client-api.ts';
import { conversationRoutes } from '#rooms/notifications/conversation-api.ts';
import { groupedRoutes } from '#rooms/notifications/grouped-api.ts';
import { markerRoutes } from '#rooms/notifications/marker-api.ts';
import { policyRoutes } from '#rooms/notifications/policy-api.ts';
import { routes as oauth } from '#rooms/oauth/client-api.ts';
import { apiRoutes as planner } from '#rooms/planner/admin-api.ts';
import { routes as profiles } from '#rooms/profiles/client-api.ts';
import { apiRoutes as requests } from '#rooms/requests/client-api.ts';
import { routes as search } from '#rooms/search/client-api.ts';
import { feedRoutes } from '#rooms/status/feeds.ts';
import { statusRoutes } from '#rooms/statuses/client-api.ts';
import { markRoutes } from '#rooms/statuses/mark-api.ts';
import { routes as streaming } from '#rooms/streaming/client-api.ts';
import { routes as timelines } from '#rooms/timelines/client-api.ts';
import { routes as trends } from '#rooms/trends/client-api.ts';
import { VERSION } from '#values/version.ts';

/** The first route that matches is taken: policies of notifications come before the keys of their groups, pages come last. */
const described: readonly Route[] = [
  ...aboutRoutes,
  ...discoveryRoutes,
  ...laterRoutes,
  ...oauth,
  ...profiles,
  ...media,
  ...fileRoutes,
  ...accounts,
  ...follows,
  ...hashtags,
  ...statusRoutes,
  ...markRoutes,
  ...lists,
  ...policyRoutes,
  ...notificationRoutes,
  ...groupedRoutes,
  ...markerRoutes,
  ...conversationRoutes,
  ...timelines,
  ...trends,
  ...search,
  ...streaming,
  ...ledger,
  ...channels,
  ...notices,
  ...announcementRoutes,
  ...windowRoutes,
  ...planner,
  ...requests,
  ...feedRoutes,
  ...pageRoutes,
];

export const routes: readonly Route[] = [...described, openapiRoute(described, 'Rooftop', VERSION)];
