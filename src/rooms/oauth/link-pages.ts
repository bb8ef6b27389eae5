import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { type AccountRow, accountStore, screenOf, userStore } from '#rooms/accounts/index.ts';
import { administratorForm, claimForm, said } from '#rooms/oauth/entry-forms.ts';
import { formAgain } from '#rooms/oauth/form-again.ts';
import { peekOneTime } from '#rooms/oauth/one-time.ts';
import { endSession, sessionCookie } from '#rooms/oauth/session.ts';
import { claimAccount, makeAdministrator } from '#rooms/oauth/take-over.ts';

/** The pages behind one-time links. */

const LIMIT = { name: 'one-time-link', most: 60, perMs: 1_800_000, by: 'address' } as const;
const password = text(1_024).default('');
const claimBody = z.object({ password });
const firstBody = z.object({ username: text(400).default(''), email: text(400).default(''), password });

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/auth/claim/:code',
    door: 'page',
    summary: 'Form to take over an account',
    limit: LIMIT,
    handle: (call) => claimPage(call, UNTYPED, 200),
  }),
  route({
    method: 'POST',
    path: '/auth/claim/:code',
    door: 'page',
    summary: 'Take over an account',
    body: claimBody,
    limit: LIMIT,
    handle: claim,
  }),
  route({
    method: 'GET',
    path: '/auth/administrator/:code',
    door: 'page',
    summary: 'Form for the account that runs this server',
    limit: LIMIT,
    handle: (call) => firstPage(call, UNTYPED, 200),
  }),
  route({
    method: 'POST',
    path: '/auth/administrator/:code',
    door: 'page',
    summary: 'Make the account that runs this server',
    body: firstBody,
    limit: LIMIT,
    handle: makeFirst,
  }),
];

async function claim(call: Call<unknown, z.output<typeof claimBody>>): Promise<Response> {
  const account = claimed(call);
  if (!account) return spent(call);
  try {
    return await welcome(call, await claimAccount(call.house, codeIn(call), account, call.body.password));
  } catch (error) {
    return claimPage(call, formAgain(call, error, {}), 422);
  }
}

function claimPage(call: Call, typed: Typed, status: number): Response {
  const account = claimed(call);
  if (!account) return spent(call);
  const screen = screenOf(call);
  const form = claimForm(screen, typed, `/auth/claim/${codeIn(call)}`, account.username);
  return pageAnswer(screen, { title: screen.texts.auth.claimTitle, noIndex: true }, form, status);
}

/** The account that the link in the path is for, while it is good. */
function claimed(call: Call): AccountRow | undefined {
  const view = call.house.view();
  const row = peekOneTime(view, 'claim', codeIn(call), call.house.world.now());
  return row?.accountId == null ? undefined : view.of(accountStore).byId(row.accountId);
}

async function makeFirst(call: Call<unknown, z.output<typeof firstBody>>): Promise<Response> {
  const { username, email, password } = call.body;
  const form = { username: username.trim(), email: email.trim(), password };
  try {
    return await welcome(call, await makeAdministrator(call.house, codeIn(call), form));
  } catch (error) {
    return firstPage(call, formAgain(call, error, { username, email }), 422);
  }
}

function firstPage(call: Call, typed: Typed, status: number): Response {
  const { house } = call;
  const view = house.view();
  const good = peekOneTime(view, 'administrator', codeIn(call), house.world.now());
  if (!good || view.of(userStore).hasAdmin()) return spent(call);
  const screen = screenOf(call);
  const form = administratorForm(screen, typed, `/auth/administrator/${codeIn(call)}`);
  return pageAnswer(screen, { title: screen.texts.auth.adminTitle, noIndex: true }, form, status);
}

/** The code in the path; nothing but our own form of codes goes back into a page. */
function codeIn({ params }: Call): string {
  const code = params['code'] ?? '';
  return /^[\w-]{1,100}$/.test(code) ? code : '';
}

async function welcome({ house, caller }: Call, token: string): Promise<Response> {
  await endSession(house, caller);
  return seeOther('/home', { 'set-cookie': sessionCookie(house, token) });
}

function spent(call: Call): Response {
  const screen = screenOf(call);
  const { auth } = screen.texts;
  return pageAnswer(
    screen,
    { title: auth.claimTitle, noIndex: true },
    said(auth.claimTitle, auth.linkSpent),
    410,
  );
}
