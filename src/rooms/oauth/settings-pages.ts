import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { field, formMarks, type Typed, UNTYPED } from '#pages/parts/field.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { settingsHead } from '#pages/parts/settings.ts';
import type { Screen } from '#pages/screen.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { changePassword } from '#rooms/oauth/change-password.ts';
import { formAgain } from '#rooms/oauth/form-again.ts';
import { endTokens } from '#rooms/oauth/revoke-token.ts';
import { PASSWORD_MOST } from '#rooms/oauth/rules/password.ts';
import { type Access, accessOf } from '#rooms/oauth/views.ts';
import { parseId } from '#values/ids.ts';

/** Password, and who may act for the account. */

const PAGE = '/settings/account';

function accountPage(call: Call, typed: Typed, saved: boolean, status = 200): Response {
  const screen = screenOf(call);
  const access = accessOf(call.house.view(), call.me, call.caller.tokenId);
  const content = html`${settingsHead(screen, 'account', saved)}${passwordForm(screen, typed)}${sessions(screen, access)}${apps(screen, access)}`;
  const options = { title: screen.texts.settings.account, place: 'settings', noIndex: true } as const;
  return pageAnswer(screen, options, content, status);
}

function passwordForm(screen: Screen, typed: Typed): Markup {
  const texts = screen.texts.settings;
  const password = (name: string, label: string, autocomplete: string, note?: string) =>
    field(typed, {
      name,
      label,
      autocomplete,
      ...(note === undefined ? {} : { note }),
      type: 'password',
      required: true,
      most: PASSWORD_MOST,
      dir: 'ltr',
    });
  return html`<form class="sheet" method="post" action="/settings/password"><h2>${texts.password}</h2>${formMarks(screen)}<input name="username" value="${screen.me?.handle.slice(1)}" autocomplete="username" hidden>${password(
    'current_password',
    texts.currentPassword,
    'current-password',
  )}${password('password', texts.newPassword, 'new-password', texts.passwordNote)}<p><button>${texts.changePassword}</button></p></form>`;
}

function sessions(screen: Screen, access: Access): Markup {
  const texts = screen.texts.settings;
  const row = (one: Access['sessions'][number]) =>
    html`<li class="row"><span>${one.own ? texts.sessionThis : texts.sessionOther}</span>${actButton(
      one.own ? '/auth/sign_out' : `/settings/sessions/${one.tokenId}/end`,
      screen.texts.nav.signOut,
      'quiet',
    )}</li>`;
  return html`<section class="sheet"><h2>${texts.sessions}</h2><ul class="people">${access.sessions.map(row)}</ul></section>`;
}

function apps(screen: Screen, access: Access): Markup {
  const texts = screen.texts.settings;
  const row = ({ app, scopes }: Access['apps'][number]) =>
    html`<li class="row"><span><bdi>${app.name}</bdi><br><span class="note">${texts.scopes} <bdi dir="ltr">${scopes.join(' ')}</bdi></span></span>${actButton(
      `/settings/apps/${app.id}/revoke`,
      texts.revoke,
      'quiet',
    )}</li>`;
  const list =
    access.apps.length === 0
      ? html`<p class="note">${texts.noApps}</p>`
      : html`<ul class="people">${access.apps.map(row)}</ul>`;
  return html`<section class="sheet"><h2>${texts.apps}</h2>${list}</section>`;
}

export const settingsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: PAGE,
    door: 'page',
    auth: 'user',
    summary: 'Settings of the account',
    query: z.object({ saved: text(1).optional().catch(undefined) }),
    handle: (call) => accountPage(call, UNTYPED, call.query.saved !== undefined),
  }),
  route({
    method: 'POST',
    path: '/settings/password',
    door: 'page',
    auth: 'user',
    summary: 'Change the password',
    body: z.object({ current_password: text(1_024).default(''), password: text(1_024).default('') }),
    limit: { name: 'change-password', most: 20, perMs: 3_600_000, by: 'account' },
    async handle(call) {
      const { house, me, body, caller } = call;
      try {
        const present = body.current_password;
        await changePassword(house, me, { present, next: body.password, keepTokenId: caller.tokenId });
        return seeOther(`${PAGE}?saved=1`);
      } catch (error) {
        return accountPage(call, formAgain(call, error, {}), false, 422);
      }
    },
  }),
  route({
    method: 'POST',
    path: '/settings/sessions/:id/end',
    door: 'page',
    auth: 'user',
    summary: 'Sign another browser out',
    async handle({ house, me, params }) {
      await endTokens(house, me, { tokenId: parseId(params['id']) ?? 0 });
      return seeOther(`${PAGE}?saved=1`);
    },
  }),
  route({
    method: 'POST',
    path: '/settings/apps/:id/revoke',
    door: 'page',
    auth: 'user',
    summary: 'Take access back from an app',
    async handle({ house, me, params }) {
      await endTokens(house, me, { appId: parseId(params['id']) ?? 0 });
      return seeOther(`${PAGE}?saved=1`);
    },
  }),
];
