import { json } from '#machinery/http/answer.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { Refusal } from '#values/refusal.ts';

/**
 * Operations of the client API whose feature comes later. Clients call many of them unasked, so they get a well-formed
 * answer: nothing there, no such thing, or a plain "not yet" where something would be lost if we pretended.
 */

type Answer =
  | { readonly kind: 'empty'; readonly value: unknown }
  | { readonly kind: 'no such thing' }
  | { readonly kind: 'not yet' };

export type LaterRow = {
  readonly feature: string;
  readonly method: Route['method'];
  readonly path: string;
  readonly auth: 'anyone' | 'user';
  readonly scopes: readonly string[];
  readonly answer: Answer;
};

const empty = (value: unknown): Answer => ({ kind: 'empty', value });
const none: Answer = { kind: 'no such thing' };
const notYet: Answer = { kind: 'not yet' };

type Line = readonly [operation: string, scope: string, answer: Answer];

/** Lines of one feature. Without a scope an operation is for anyone; `user` is for any person's token. */
function feature(name: string, lines: readonly Line[]): LaterRow[] {
  return lines.map(([operation, scope, answer]) => {
    const [method, path] = operation.split(' ') as [Route['method'], string];
    const scopes = scope === '' || scope === 'user' ? [] : [scope];
    return {
      feature: name,
      method,
      path: `/api/${path}`,
      auth: scope === '' ? 'anyone' : 'user',
      scopes,
      answer,
    };
  });
}

export const LATER: readonly LaterRow[] = [
  ...feature('Polls', [
    ['GET v1/polls/:id', '', none],
    ['POST v1/polls/:id/votes', 'write:statuses', none],
  ]),
  ...feature('Scheduled posts', [
    ['GET v1/scheduled_statuses', 'read:statuses', empty([])],
    ['GET v1/scheduled_statuses/:id', 'read:statuses', none],
    ['PUT v1/scheduled_statuses/:id', 'write:statuses', none],
    ['DELETE v1/scheduled_statuses/:id', 'write:statuses', none],
  ]),
  ...feature('Filters', [
    ['GET v2/filters', 'read:filters', empty([])],
    ['POST v2/filters', 'write:filters', notYet],
    ['GET v2/filters/keywords/:id', 'read:filters', none],
    ['PUT v2/filters/keywords/:id', 'write:filters', none],
    ['DELETE v2/filters/keywords/:id', 'write:filters', none],
    ['GET v2/filters/statuses/:id', 'read:filters', none],
    ['DELETE v2/filters/statuses/:id', 'write:filters', none],
    ['GET v2/filters/:id', 'read:filters', none],
    ['PUT v2/filters/:id', 'write:filters', none],
    ['DELETE v2/filters/:id', 'write:filters', none],
    ['GET v2/filters/:id/keywords', 'read:filters', none],
    ['POST v2/filters/:id/keywords', 'write:filters', none],
    ['GET v2/filters/:id/statuses', 'read:filters', none],
    ['POST v2/filters/:id/statuses', 'write:filters', none],
    ['GET v1/filters', 'read:filters', empty([])],
    ['POST v1/filters', 'write:filters', notYet],
    ['GET v1/filters/:id', 'read:filters', none],
    ['PUT v1/filters/:id', 'write:filters', none],
    ['DELETE v1/filters/:id', 'write:filters', none],
  ]),
  ...feature('Quotes', [
    ['POST v1/statuses/:id/quotes/:quoting_id/revoke', 'write:statuses', none],
    ['PUT v1/statuses/:id/interaction_policy', 'write:statuses', notYet],
  ]),
  ...feature('Web push', [
    ['GET v1/push/subscription', 'push', none],
    ['POST v1/push/subscription', 'push', notYet],
    ['PUT v1/push/subscription', 'push', none],
    ['DELETE v1/push/subscription', 'push', empty({})],
  ]),
  ...feature('Reports', [['POST v1/reports', 'write:reports', notYet]]),
  ...feature('Collections', [
    ['POST v1/collections', 'write:collections', notYet],
    ['GET v1/collections/:id', '', none],
    ['PATCH v1/collections/:id', 'write:collections', none],
    ['DELETE v1/collections/:id', 'write:collections', none],
    ['POST v1/collections/:id/items', 'write:collections', none],
    ['DELETE v1/collections/:id/items/:item_id', 'write:collections', none],
    ['POST v1/collections/:id/items/:item_id/revoke', 'write:collections', none],
    ['GET v1/accounts/:id/collections', '', empty({ collections: [], partial_accounts: [] })],
    [
      'GET v1/accounts/:id/in_collections',
      'read:collections',
      empty({ collections: [], partial_accounts: [] }),
    ],
  ]),
  ...feature('Annual reports', [
    ['GET v1/annual_reports', 'read:accounts', empty({ annual_reports: [], accounts: [], statuses: [] })],
    ['GET v1/annual_reports/:year', 'read:accounts', none],
    ['GET v1/annual_reports/:year/state', 'read:accounts', empty({ state: 'ineligible' })],
    ['POST v1/annual_reports/:year/read', 'write:accounts', none],
    ['POST v1/annual_reports/:year/generate', 'write:accounts', none],
  ]),
  ...feature('Trending links', [['GET v1/trends/links', '', empty([])]]),
  ...feature('Translation', [['POST v1/statuses/:id/translate', 'read:statuses', notYet]]),
  ...feature('Suggestions', [
    ['GET v2/suggestions', 'read', empty([])],
    ['GET v1/suggestions', 'read', empty([])],
    ['DELETE v1/suggestions/:account_id', 'read', empty({})],
  ]),
  ...feature('E-mail', [
    ['POST v1/emails/confirmations', 'user', notYet],
    ['GET v1/emails/check_confirmation', 'user', empty(true)],
    ['POST v1/accounts/:id/email_subscriptions', '', notYet],
  ]),
  ...feature('Preview of domain blocks', [
    ['GET v1/domain_blocks/preview', 'read:blocks', empty({ following_count: 0, followers_count: 0 })],
  ]),
  ...feature('Identity proofs', [['GET v1/accounts/:id/identity_proofs', 'user', empty([])]]),
  ...feature('Embedding', [['GET oembed', '', none]]),
  ...feature('Background refreshes', [['GET v1_alpha/async_refreshes/:id', 'read', none]]),
];

function routeOf({ feature: name, method, path, auth, scopes, answer }: LaterRow): Route {
  return route({
    method,
    path,
    summary: `${name}: later`,
    auth,
    scopes,
    handle() {
      if (answer.kind === 'empty') return json(answer.value);
      if (answer.kind === 'no such thing') throw new Refusal('not-found', 'Record not found');
      throw new Refusal('invalid', `${name}: this server cannot do that yet`);
    },
  });
}

export const laterRoutes: readonly Route[] = LATER.map(routeOf);
