import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { flag, text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { appStore } from '#rooms/oauth/app-store.ts';
import { toToken } from '#rooms/oauth/mastodon.ts';
import { type Problem, type SignUpForm, sentenceOf } from '#rooms/oauth/rules/sign-up.ts';
import { checkMayJoin, signUp, signUpProblems } from '#rooms/oauth/sign-up.ts';
import { SIGN_UPS } from '#rooms/oauth/sign-up-pages.ts';

const given = (most: number) => z.preprocess((value) => value ?? '', text(most));

const newAccount = z.object({
  username: given(400),
  email: given(400),
  password: given(1_024),
  agreement: flag.default(false),
  reason: given(4_000),
  locale: given(20),
  invite_code: given(200),
});

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/api/v1/accounts',
    summary: 'Register an account',
    auth: 'app',
    scopes: ['write:accounts'],
    body: newAccount,
    limit: SIGN_UPS,
    handle: register,
  }),
];

async function register(call: Call<unknown, z.output<typeof newAccount>>): Promise<Response> {
  const { house, caller, body } = call;
  const form: SignUpForm = {
    ...body,
    username: body.username.trim(),
    email: body.email.trim(),
    locale: body.locale || undefined,
    invitation: body.invite_code || undefined,
  };
  checkMayJoin(house, form.invitation);
  const problems = signUpProblems(house, form);
  if (problems.length > 0) return json({ error: sentenceOf(problems), details: detailsOf(problems) }, 422);
  const app = caller.appId === undefined ? undefined : house.view().of(appStore).byId(caller.appId);
  const scopes = app?.scopes ?? caller.scopes.join(' ');
  const made = await signUp(house, form, { appId: app?.id ?? null, scopes, kind: 'user' });
  return json(toToken({ token: made.token, scopes }, house.world.now()));
}

/** Every fault under its field, as clients show them beside their forms. */
function detailsOf(problems: readonly Problem[]): object {
  return Object.fromEntries(
    Map.groupBy(problems, ({ field }) => field)
      .entries()
      .map(([field, found]) => [field, found.map(({ code, description }) => ({ error: code, description }))]),
  );
}
