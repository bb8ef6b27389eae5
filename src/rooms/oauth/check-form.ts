import { timingSafeEqual } from 'node:crypto';
import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { Refusal } from '#values/refusal.ts';

/** The token that every form of a signed-in person carries. */
export function formToken(house: House, caller: Caller): string {
  return house.secrets.mark('form', String(caller.tokenId ?? 'nobody'));
}

/** Refuses a form that did not come from our own page: by where the browser says it is from, and by the form's token. */
export function checkForm(house: House, caller: Caller, request: Request, body: unknown): void {
  const from = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign =
    (site !== null && site !== 'same-origin') || (from !== null && from !== house.origin && site === null);
  if (foreign) throw new Refusal('forbidden', 'This form was sent from another site');
  const given = Buffer.from(String((body as { form_token?: unknown }).form_token ?? ''));
  const wanted = Buffer.from(formToken(house, caller));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Refusal('forbidden', 'This form is out of date: go back, reload the page and send it again');
}
