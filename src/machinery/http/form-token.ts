import { timingSafeEqual } from 'node:crypto';
import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { Refusal } from '#values/refusal.ts';

const NONCE_BYTES = 9;

/** The token that every form carries: bound to the session, different each time, since pages are compressed. */
export function formToken(house: House, caller: Caller): string {
  return signed(house, caller, house.world.random(NONCE_BYTES).toString('base64url'));
}

function signed(house: House, caller: Caller, nonce: string): string {
  return `${nonce}.${house.secrets.mark('form', `${caller.tokenId ?? 'nobody'}.${nonce}`)}`;
}

/**
 * Refuses a form that did not come from our own page: by where the browser says it is from, and by the form's token.
 * A visitor without a session has no secret to bind the token to, so there the browser must say where the form is from.
 */
export function checkForm(house: House, caller: Caller, request: Request, body: unknown): void {
  const from = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign = site === null ? from !== null && from !== house.origin : site !== 'same-origin';
  const silent = site === null && from === null && caller.kind === 'nobody';
  if (foreign || silent) throw new Refusal('forbidden', 'This form was sent from another site');
  const sent = (body as { form_token?: unknown } | null)?.form_token;
  const text = typeof sent === 'string' ? sent.slice(0, 200) : '';
  const given = Buffer.from(text);
  const wanted = Buffer.from(signed(house, caller, text.split('.')[0]!));
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted))
    throw new Refusal('forbidden', 'This form is out of date: go back, reload the page and send it again');
}
