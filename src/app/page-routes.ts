import type { Route } from '#machinery/http/route.ts';
import { assetRoutes } from '#pages/assets.ts';
import { readingRoutes } from '#rooms/accounts/reading-pages.ts';
import { boardRoutes } from '#rooms/channels/pages.ts';
import { settingsRoutes as channelSettings } from '#rooms/channels/settings-pages.ts';
import { pageRoutes as followPages } from '#rooms/follows/pages.ts';
import { pageRoutes as tagPages } from '#rooms/hashtags/pages.ts';
import { pageRoutes as instancePages } from '#rooms/instance/pages.ts';
import { pageRoutes as ledgerPages } from '#rooms/ledger/pages.ts';
import { pageRoutes as maintenancePages } from '#rooms/maintenance/pages.ts';
import { pageRoutes as noticePages } from '#rooms/notices/pages.ts';
import { pageRoutes as notificationPages } from '#rooms/notifications/pages.ts';
import { routes as signInPages } from '#rooms/oauth/pages.ts';
import { settingsRoutes } from '#rooms/oauth/settings-pages.ts';
import { pageRoutes as plannerPages } from '#rooms/planner/pages.ts';
import { pageRoutes as profileSettingsPages } from '#rooms/profiles/pages.ts';
import { formRoutes } from '#rooms/requests/form-pages.ts';
import { pageRoutes as requestPages } from '#rooms/requests/pages.ts';
import { staffRoutes } from '#rooms/requests/staff-pages.ts';
import { pageRoutes as searchPages } from '#rooms/search/pages.ts';
import { pageRoutes as statusBoard } from '#rooms/status/pages.ts';
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
  ...signInPages,
  ...ledgerPages,
  ...boardRoutes,
  ...channelSettings,
  ...noticePages,
  ...maintenancePages,
  ...plannerPages,
  ...formRoutes,
  ...requestPages,
  ...staffRoutes,
  ...statusBoard,
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
