import { html, type Markup } from '#pages/markup.ts';
import { formMarks } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import type { Asked, Wish } from '#rooms/oauth/authorize.ts';
import { formTarget, OOB } from '#rooms/oauth/rules/redirects.ts';

const SENT_ON = [
  'client_id',
  'redirect_uri',
  'response_type',
  'scope',
  'state',
  'code_challenge',
  'code_challenge_method',
] as const;

/** What an app wants, told to the person who decides. What was asked travels along and is checked anew. */
export function consentForm(screen: Screen, wish: Wish, asked: Asked): Markup {
  const texts = screen.texts.oauth;
  const { app } = wish;
  return html`<h1>${texts.title}</h1><p>${texts.asks(app.name)}</p>${
    app.website &&
    html`<p class="note">${texts.website}: <a href="${app.website}" rel="nofollow noopener noreferrer" dir="ltr">${app.website}</a></p>`
  }${screen.me && html`<p>${texts.asYou(screen.me.handle)}</p>`}<p>${texts.may}</p><ul>${wish.scopes
    .split(' ')
    .map((scope) => html`<li>${scopeText(screen, scope)}</li>`)}</ul>${
    wish.redirectUri !== OOB && html`<p class="note">${texts.returns(formTarget(wish.redirectUri))}</p>`
  }<form class="sheet" method="post" action="/oauth/authorize">${formMarks(screen)}${SENT_ON.map(
    (name) => asked[name] !== undefined && html`<input type="hidden" name="${name}" value="${asked[name]}">`,
  )}<p><button name="decision" value="allow">${texts.allow}</button> <button class="quiet" name="decision" value="deny">${texts.deny}</button></p></form><p class="note">${texts.revokeLater}</p>`;
}

function scopeText(screen: Screen, scope: string): string {
  const texts = screen.texts.oauth;
  return Object.hasOwn(texts.scopes, scope)
    ? texts.scopes[scope as keyof typeof texts.scopes]
    : texts.scopeOnly(scope);
}

/** The code, for people who carry it to the app by hand. */
export function codeShown(screen: Screen, code: string): Markup {
  const texts = screen.texts.oauth;
  return html`<h1>${texts.code}</h1><p>${texts.codeNote}</p><p><code dir="ltr">${code}</code></p>`;
}
