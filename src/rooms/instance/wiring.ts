import type { Route } from '#machinery/http/route.ts';
import { aboutRoutes } from '#rooms/instance/client-api.ts';
import { discoveryRoutes } from '#rooms/instance/discovery.ts';
import { laterRoutes } from '#rooms/instance/later.ts';

/** What `app.ts` plugs in. */
export const routes: readonly Route[] = [...aboutRoutes, ...discoveryRoutes, ...laterRoutes];
