import { z } from 'zod';
import type { House } from '#machinery/house.ts';
import { json } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { type AccountRow, findByHandle, profileUrl } from '#rooms/accounts/index.ts';
import { figuresOf } from '#rooms/instance/views.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { escapeHtml } from '#values/html.ts';
import { Refusal } from '#values/refusal.ts';
import { VERSION } from '#values/version.ts';

const NODEINFO = 'http://nodeinfo.diaspora.software/ns/schema';

/** NodeInfo 2.0 and 2.1. `protocols` stays empty until there is federation. */
function nodeInfo(house: House, version: '2.0' | '2.1') {
  const view = house.view();
  const settings = settingsOf(view);
  const figures = figuresOf(view, house.world.now());
  return {
    version,
    software: { name: 'rooftop', version: VERSION },
    protocols: [],
    services: { inbound: [], outbound: [] },
    openRegistrations: settings.registrations === 'open',
    usage: {
      users: {
        total: figures.users,
        activeMonth: figures.activeMonth,
        activeHalfyear: figures.activeHalfYear,
      },
      localPosts: figures.statuses,
    },
    metadata: { nodeName: settings.title, nodeDescription: settings.description },
  };
}

function nodeInfoRoute(version: '2.0' | '2.1'): Route {
  return route({
    method: 'GET',
    path: `/nodeinfo/${version}`,
    summary: `NodeInfo ${version}`,
    handle: ({ house }) =>
      json(nodeInfo(house, version), 200, {
        'content-type': `application/json; profile="${NODEINFO}/${version}#"`,
      }),
  });
}

/** The account of this server that a resource names: `acct:ada@example.org`, or one of its addresses. */
function accountOf(house: House, resource: string): AccountRow | undefined {
  const view = house.view();
  const acct = /^acct:@?([^@/]+@[^@/]+)$/i.exec(resource)?.[1];
  if (acct !== undefined) return localOnly(findByHandle(view, house.domain, acct));
  if (!resource.startsWith(`${house.origin}/`)) return undefined;
  const name = /^\/(?:@|users\/)([a-z0-9_]+)\/?$/i.exec(resource.slice(house.origin.length))?.[1];
  return name === undefined ? undefined : localOnly(findByHandle(view, house.domain, name));
}

function localOnly(account: AccountRow | undefined): AccountRow | undefined {
  return account?.domain === '' && account.state === 'active' ? account : undefined;
}

/** RFC 7033. Until there is federation, it leads to the page alone. */
function resourceDescription(house: House, account: AccountRow) {
  const page = profileUrl(account, house);
  return {
    subject: `acct:${account.username}@${house.domain}`,
    aliases: [page, `${house.origin}/users/${account.username}`],
    links: [{ rel: 'http://webfinger.net/rel/profile-page', type: 'text/html', href: page }],
  };
}

export const discoveryRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/.well-known/nodeinfo',
    summary: 'Where NodeInfo is',
    handle: ({ house }) =>
      json({
        links: (['2.0', '2.1'] as const).map((version) => ({
          rel: `${NODEINFO}/${version}`,
          href: `${house.origin}/nodeinfo/${version}`,
        })),
      }),
  }),
  nodeInfoRoute('2.0'),
  nodeInfoRoute('2.1'),
  route({
    method: 'GET',
    path: '/.well-known/host-meta',
    summary: 'Where WebFinger is (RFC 6415)',
    handle({ house }) {
      const template = escapeHtml(`${house.origin}/.well-known/webfinger?resource={uri}`);
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0"><Link rel="lrdd" template="${template}"/></XRD>\n`;
      return new Response(xml, { headers: { 'content-type': 'application/xrd+xml; charset=utf-8' } });
    },
  }),
  route({
    method: 'GET',
    path: '/.well-known/webfinger',
    summary: 'Who a handle is (RFC 7033)',
    query: z.object({ resource: text(2_000).default('') }),
    handle({ house, query }) {
      if (query.resource === '') throw new Refusal('invalid', 'A resource is needed', 'resource');
      const account = accountOf(house, query.resource);
      if (!account) throw new Refusal('not-found', 'There is no such account here');
      const headers = { 'content-type': 'application/jrd+json; charset=utf-8' };
      return json(resourceDescription(house, account), 200, headers);
    },
  }),
];
