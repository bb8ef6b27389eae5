import type { House } from '#machinery/house.ts';
import { retryAfter, STATUS_OF, seeOther } from '#machinery/http/answer.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html } from '#pages/markup.ts';
import { sayRefusal } from '#pages/say-refusal.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import type { Refusal } from '#values/refusal.ts';

/** How pages say no. Who must sign in first is sent there, and comes back afterwards. */
export function refusalPage(house: House, caller: Caller, refusal: Refusal, request: Request): Response {
  const screen = screenOf({ house, caller, request });
  if (refusal.kind === 'unauthenticated' && request.method === 'GET')
    return seeOther(`/auth/sign_in?return_to=${encodeURIComponent(screen.here)}`);
  const { errors } = screen.texts;
  const wait = refusal.retryAfterSeconds;
  const content = html`<div class="hero"><h1>${errors.title}</h1><p>${sayRefusal(screen.texts, refusal)}</p>${
    wait !== undefined && html`<p>${errors.tryAgain(screen.say.number(wait))}</p>`
  }<a class="button" href="/">${errors.homeLink}</a></div>`;
  const options = { title: errors.title, noIndex: true };
  return pageAnswer(screen, options, content, STATUS_OF[refusal.kind], retryAfter(refusal));
}
