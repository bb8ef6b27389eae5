import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { type SignUpMode, said, signUpForm } from '#rooms/oauth/entry-forms.ts';
import { formAgain } from '#rooms/oauth/form-again.ts';
import { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';
import { endSession, sessionCookie } from '#rooms/oauth/session.ts';
import { signUp } from '#rooms/oauth/sign-up.ts';
import { type Settings, settingsOf } from '#rooms/settings/index.ts';

/** Shared by the page and the API: one count for one line. */
export const SIGN_UPS = { name: 'sign-up', most: 60, perMs: 1_800_000, by: 'address' } as const;

const signUpBody = z.object({
  username: text(400).default(''),
  email: text(400).default(''),
  password: text(1_024).default(''),
  reason: text(4_000).default(''),
  invitation: text(200).default(''),
  agreement: text(10).optional(),
});

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/auth/sign_up',
    door: 'page',
    summary: 'Sign-up form',
    query: z.object({ invitation: text(200).default('').catch('') }),
    handle: (call) => form(call, UNTYPED, call.query.invitation, 200),
  }),
  route({
    method: 'POST',
    path: '/auth/sign_up',
    door: 'page',
    summary: 'Sign up',
    body: signUpBody,
    limit: SIGN_UPS,
    handle: join,
  }),
];

async function join(call: Call<unknown, z.output<typeof signUpBody>>): Promise<Response> {
  const { house, caller, body } = call;
  const screen = screenOf(call);
  const wish = {
    ...body,
    username: body.username.trim(),
    email: body.email.trim(),
    agreement: body.agreement !== undefined,
    locale: screen.reading.language,
    invitation: body.invitation || undefined,
  };
  try {
    const made = await signUp(house, wish, { appId: null, scopes: ALL_SCOPES, kind: 'session' });
    await endSession(house, caller);
    if (!made.pending) return seeOther('/home', { 'set-cookie': sessionCookie(house, made.token) });
  } catch (error) {
    return form(call, formAgain(call, error, body), body.invitation, 422);
  }
  const { auth } = screen.texts;
  return pageAnswer(screen, { title: auth.signUp, noIndex: true }, said(auth.signUp, auth.pending));
}

function form(call: Call, typed: Typed, invitation: string, status: number): Response {
  const screen = screenOf(call);
  const { auth } = screen.texts;
  const settings = settingsOf(call.house.view());
  const mode = modeOf(settings, invitation);
  const shut = settings.registrations === 'closed' ? auth.closed : auth.byInvitation;
  const content = mode
    ? signUpForm(screen, typed, mode)
    : said(auth.signUp, settings.registrations_message || shut);
  return pageAnswer(screen, { title: auth.signUp, noIndex: true }, content, status);
}

/** What is asked of somebody who comes with this invitation, or none; undefined when they cannot come in. */
function modeOf(settings: Settings, invitation: string): SignUpMode | undefined {
  const { registrations } = settings;
  if (registrations === 'closed' || (registrations === 'invitation' && invitation === '')) return undefined;
  return {
    emailRequired: settings.sign_up_email === 'required',
    reasonAsked: registrations === 'approval' && invitation === '',
    invitation,
  };
}
