import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { given, id, listOf, pageSize, text, whole } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { withinLimits } from '#rooms/requests/flood.ts';
import { receiptOf } from '#rooms/requests/receipt.ts';
import { receiveRequest } from '#rooms/requests/receive-request.ts';
import { CONTACT_MOST, LANGUAGES_MOST, NAME_MOST, TEXT_MOST } from '#rooms/requests/rules/draft.ts';
import { toReceipt, toRequest } from '#rooms/requests/translate.ts';
import { PAGE_MOST, seeRequest, seeRequests } from '#rooms/requests/views.ts';
import { parseId } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

const PATH = '/api/rooftop/v1/requests';
const PAGE_USUAL = 20;
const BODY_MOST = 65_536;
const KEY_MOST = 200;
const WORD_MOST = 40;
/** Longer texts than the bounds are let through to the rule, whose refusal says more. */
const SLACK = 4;

const asked = (most: number) => z.preprocess((value) => value ?? '', text(SLACK * most));

const newRequest = z.object({
  kind: asked(WORD_MOST),
  name: asked(NAME_MOST),
  wish: asked(WORD_MOST),
  text: asked(TEXT_MOST),
  contact: asked(CONTACT_MOST),
  window: given(id),
  languages: listOf(text(WORD_MOST), SLACK * LANGUAGES_MOST).default([]),
  hashtag: asked(NAME_MOST),
  opens_on: asked(WORD_MOST),
});

const number = whole(0, Number.MAX_SAFE_INTEGER);
const page = z.object({
  limit: pageSize(PAGE_USUAL, PAGE_MOST),
  max_id: number.optional(),
  min_id: number.optional(),
});

export const apiRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PATH,
    summary:
      'Requests about planned maintenance in order of arrival, by number: the last ones, those before max_id or after min_id',
    query: page,
    handle({ house, query, request }) {
      const { limit, max_id: before, min_id: after } = query;
      const stretch =
        after === undefined ? { before: before ?? Number.MAX_SAFE_INTEGER, limit } : { after, limit };
      const seen = seeRequests(house.view(), stretch);
      const ends = { next: numberOf(seen[0]), prev: numberOf(seen.at(-1)) };
      const links = pageLinks(house.origin, request, ends);
      return json(
        seen.map((one) => toRequest(one, house)),
        200,
        links,
      );
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/:number`,
    summary: 'One request about planned maintenance',
    handle({ house, params }) {
      const seen = seeRequest(house.view(), parseId(params['number']) ?? 0);
      if (!seen) throw new Refusal('not-found', 'Record not found');
      return json(toRequest(seen, house));
    },
  }),
  route({
    method: 'POST',
    path: PATH,
    summary: 'Ask something about planned maintenance; anyone may',
    body: newRequest,
    bodyMost: BODY_MOST,
    handle: take,
  }),
];

function numberOf(seen: { readonly row: { readonly number: number } } | undefined): string | undefined {
  return seen && String(seen.row.number);
}

async function take(call: Call<unknown, z.output<typeof newRequest>>): Promise<Response> {
  const { house, body, request } = call;
  const { kind: asker, window, languages, opens_on: opensOn, ...words } = body;
  const draft = { ...words, asker, windowId: window ?? null, languages: languages.join(', '), opensOn };
  const key = request.headers.get('idempotency-key')?.slice(0, KEY_MOST);
  const received = await withinLimits(call, () => receiveRequest(house, draft, { way: 'api', key }));
  return json(toReceipt(receiptOf(house, received.number), house), 201);
}
