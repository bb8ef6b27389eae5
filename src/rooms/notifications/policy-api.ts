import { json } from '#machinery/http/answer.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { Refusal } from '#values/refusal.ts';

/** Nothing is held back yet: every policy reads "accept", and no requests ever wait. */

const READ = ['read:notifications'];
const WRITE = ['write:notifications'];
const SUMMARY = { pending_requests_count: 0, pending_notifications_count: 0 };

const POLICY = {
  for_not_following: 'accept',
  for_not_followers: 'accept',
  for_new_accounts: 'accept',
  for_private_mentions: 'accept',
  for_limited_accounts: 'accept',
  for_bots: 'accept',
  summary: SUMMARY,
};

const FIRST_POLICY = {
  filter_not_following: false,
  filter_not_followers: false,
  filter_new_accounts: false,
  filter_private_mentions: false,
  summary: SUMMARY,
};

type Asked = Pick<Route, 'method' | 'path' | 'summary'>;

/** Always the same answer. */
function answering(asked: Asked, answer: unknown): Route {
  const scopes = asked.method === 'GET' ? READ : WRITE;
  return route({ ...asked, auth: 'user', scopes, handle: () => json(answer) });
}

/** There is no such request. */
function missing(asked: Asked): Route {
  return route({
    ...asked,
    auth: 'user',
    scopes: asked.method === 'GET' ? READ : WRITE,
    handle() {
      throw new Refusal('not-found', 'Record not found');
    },
  });
}

const V1 = '/api/v1/notifications';
const V2_POLICY = '/api/v2/notifications/policy';

export const policyRoutes: readonly Route[] = [
  answering({ method: 'GET', path: V2_POLICY, summary: 'Get the filtering policy' }, POLICY),
  answering({ method: 'PATCH', path: V2_POLICY, summary: 'Update the filtering policy' }, POLICY),
  answering(
    { method: 'GET', path: `${V1}/policy`, summary: 'Get the filtering policy, first form' },
    FIRST_POLICY,
  ),
  answering(
    { method: 'PATCH', path: `${V1}/policy`, summary: 'Update the filtering policy, first form' },
    FIRST_POLICY,
  ),
  answering({ method: 'GET', path: `${V1}/requests`, summary: 'Get all notification requests' }, []),
  answering(
    { method: 'GET', path: `${V1}/requests/merged`, summary: 'Check if accepted requests were merged' },
    { merged: true },
  ),
  answering({ method: 'POST', path: `${V1}/requests/accept`, summary: 'Accept several requests' }, {}),
  answering({ method: 'POST', path: `${V1}/requests/dismiss`, summary: 'Dismiss several requests' }, {}),
  missing({ method: 'GET', path: `${V1}/requests/:id`, summary: 'Get a notification request' }),
  missing({ method: 'POST', path: `${V1}/requests/:id/accept`, summary: 'Accept a notification request' }),
  missing({ method: 'POST', path: `${V1}/requests/:id/dismiss`, summary: 'Dismiss a notification request' }),
];
