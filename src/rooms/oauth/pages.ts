import type { Route } from '#machinery/http/route.ts';
import { routes as consentRoutes } from '#rooms/oauth/consent-pages.ts';
import { routes as linkRoutes } from '#rooms/oauth/link-pages.ts';
import { routes as signInRoutes } from '#rooms/oauth/sign-in-pages.ts';
import { routes as signUpRoutes } from '#rooms/oauth/sign-up-pages.ts';

export const routes: readonly Route[] = [...signInRoutes, ...signUpRoutes, ...linkRoutes, ...consentRoutes];
