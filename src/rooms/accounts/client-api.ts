import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { id, listOf, text } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { toAccountFor } from '#rooms/accounts/mastodon.ts';
import { findByHandle, seeAccount, seeAccounts } from '#rooms/accounts/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const ASKED_MOST = 80;

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/v1/accounts',
    summary: 'Get multiple accounts',
    scopes: ['read:accounts'],
    query: z.object({ id: listOf(id, ASKED_MOST).default([]) }),
    handle({ house, caller, query }) {
      const accounts = seeAccounts(house.view(), query.id);
      return json(accounts.map((account) => toAccountFor(account, caller.accountId, house)));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/lookup',
    summary: 'Lookup account ID from WebFinger address',
    scopes: ['read:accounts'],
    query: z.object({ acct: text(400).default('') }),
    handle({ house, caller, query }) {
      const account = findByHandle(house.view(), house.domain, query.acct);
      if (!account) throw new Refusal('not-found', 'Record not found');
      return json(toAccountFor(account, caller.accountId, house));
    },
  }),
  route({
    method: 'GET',
    path: '/api/v1/accounts/:id{[0-9]+}',
    summary: 'Get account',
    scopes: ['read:accounts'],
    handle({ house, caller, params }) {
      const account = seeAccount(house.view(), parseId(params['id']) ?? 0);
      return json(toAccountFor(account, caller.accountId, house));
    },
  }),
];
