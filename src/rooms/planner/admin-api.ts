import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { given, text } from '#machinery/http/fields.ts';
import { type Route, route } from '#machinery/http/route.ts';
import { keepAdvice } from '#rooms/planner/keep-advice.ts';
import { seeAdvice } from '#rooms/planner/views.ts';

const WORDS_MOST = 500;
const words = given(text(WORDS_MOST));

/** A wish as it is typed in an address or a body. */
export const wish = z.object({
  ...{ length: words, earliest: words, latest: words, deadline: words },
  ...{ notice: words, staff: words, risk: words, asked: words, window: words },
});

export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/api/rooftop/v1/maintenance/advice',
    summary: 'Ranks hours for planned work',
    auth: 'admin',
    scopes: ['admin:read'],
    query: wish,
    handle: ({ house, query }) => json(seeAdvice(house, query).json),
  }),
  route({
    method: 'POST',
    path: '/api/rooftop/v1/maintenance/advice',
    summary: 'Ranks hours for planned work, and puts the advice on the ledger',
    auth: 'admin',
    scopes: ['admin:write'],
    body: wish,
    async handle({ house, body }) {
      const advice = seeAdvice(house, body).json;
      return json({ ...advice, ledger: await keepAdvice(house, advice) });
    },
  }),
];
