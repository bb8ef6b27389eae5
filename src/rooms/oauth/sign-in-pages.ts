import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { localPath, pageAnswer } from '#pages/answer.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { signInForm } from '#rooms/oauth/entry-forms.ts';
import { endSession, sessionCookie, startSession } from '#rooms/oauth/session.ts';
import { checkLogin } from '#rooms/oauth/sign-in.ts';

const RETURN_MOST = 8_000;
const signInBody = z.object({
  login: text(400).default(''),
  password: text(1_024).default(''),
  return_to: text(RETURN_MOST).default(''),
});

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/auth/sign_in',
    door: 'page',
    summary: 'Sign-in form',
    query: z.object({ return_to: text(RETURN_MOST).optional().catch(undefined) }),
    handle: (call) => form(call, UNTYPED, localPath(call.query.return_to) ?? '/home', 200),
  }),
  route({
    method: 'POST',
    path: '/auth/sign_in',
    door: 'page',
    summary: 'Sign in',
    body: signInBody,
    handle: enter,
  }),
  route({
    method: 'POST',
    path: '/auth/sign_out',
    door: 'page',
    summary: 'Sign out',
    async handle({ house, caller }) {
      await endSession(house, caller);
      return seeOther('/', { 'set-cookie': sessionCookie(house, undefined) });
    },
  }),
];

async function enter(call: Call<unknown, z.output<typeof signInBody>>): Promise<Response> {
  const { house, caller, limits, address, body } = call;
  const returnTo = localPath(body.return_to) ?? '/home';
  const user = await checkLogin(house, limits, { login: body.login, password: body.password, address });
  if (user) return seeOther(returnTo, { 'set-cookie': await startSession(house, caller, user.accountId) });
  const problem = screenOf(call).texts.auth.wrong;
  return form(call, { values: { login: body.login }, problem }, returnTo, 422);
}

function form(call: Call, typed: Typed, returnTo: string, status: number): Response {
  const screen = screenOf(call);
  const options = { title: screen.texts.auth.signIn, noIndex: true };
  return pageAnswer(screen, options, signInForm(screen, typed, returnTo), status);
}
