import type { Route } from '#machinery/http/route.ts';
import { assetRoutes } from '#pages/assets.ts';
import { readingRoutes } from '#rooms/accounts/reading-pages.ts';
import { pageRoutes as followPages } from '#rooms/follows/pages.ts';
import { pageRoutes as tagPages } from '#rooms/hashtags/pages.ts';
import { pageRoutes as instancePages } from '#rooms/instance/pages.ts';
import { pageRoutes as notificationPages } from '#rooms/notifications/pages.ts';
import { settingsRoutes } from '#rooms/oauth/settings-pages.ts';
import { pageRoutes as profileSettingsPages } from '#rooms/profiles/pages.ts';
import { pageRoutes as searchPages } from '#rooms/search/pages.ts';
import { composeRoutes } from '#rooms/statuses/compose-pages.ts';
import { deedRoutes } from '#rooms/statuses/deed-pages.ts';
import { markedRoutes } from '#rooms/statuses/marked-pages.ts';
import { pageRoutes as statusPages } from '#rooms/statuses/pages.ts';
import { threadRoutes } from '#rooms/statuses/thread-pages.ts';
import { pageRoutes as timelinePages } from '#rooms/timelines/pages.ts';
import { profileRoutes } from '#rooms/timelines/profile-pages.ts';
import { pageRoutes as trendPages } from '#rooms/trends/pages.ts';

/** The web pages of all rooms, and the files they need. */
export const pageRoutes: readonly Route[] = [
  ...assetRoutes,
  ...instancePages,
  ...readingRoutes,
  ...settingsRoutes,
  ...profileSettingsPages,
  ...notificationPages,
  ...searchPages,
  ...trendPages,
  ...tagPages,
  ...timelinePages,
  ...statusPages,
  ...deedRoutes,
  ...composeRoutes,
  ...markedRoutes,
  ...threadRoutes,
  ...followPages,
  ...profileRoutes,
];
