import { z } from 'zod';
import { seeOther } from '#machinery/http/answer.ts';
import { flag, text } from '#machinery/http/fields.ts';
import { pagePolicy } from '#machinery/http/headers.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import {
  type Asked,
  type AskingApp,
  askingApp,
  grantCode,
  type Wish,
  wishOf,
} from '#rooms/oauth/authorize.ts';
import { codeShown, consentForm } from '#rooms/oauth/consent-form.ts';
import { formTarget, OOB, REDIRECT_LENGTH_MOST, withParameters } from '#rooms/oauth/rules/redirects.ts';
import { Refusal } from '#values/refusal.ts';

const given = (most: number) => text(most).optional();
const asked = {
  client_id: given(200),
  redirect_uri: given(REDIRECT_LENGTH_MOST),
  response_type: given(100),
  scope: given(2_000),
  state: given(2_000),
  code_challenge: given(200),
  code_challenge_method: given(20),
};
const query = z.object({
  ...asked,
  force_login: flag.default(false).catch(false),
  lang: given(20).catch(undefined),
});
const decision = z.object({ ...asked, decision: z.enum(['allow', 'deny']) });

export const routes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/oauth/authorize',
    door: 'page',
    summary: 'Authorize a user',
    query,
    handle(call) {
      const asking = askingApp(call.house.view(), call.query);
      return orBackToApp(call, asking, call.query, () => {
        const wish = wishOf(asking, call.query);
        if (call.caller.kind !== 'session' || call.query.force_login) return signInFirst(call.request);
        return consentPage(call, wish, call.query);
      });
    },
  }),
  route({
    method: 'POST',
    path: '/oauth/authorize',
    door: 'page',
    auth: 'user',
    summary: 'Decide what an app may do',
    body: decision,
    limit: { name: 'authorize', most: 300, perMs: 1_800_000, by: 'account' },
    handle(call) {
      const asking = askingApp(call.house.view(), call.body);
      return orBackToApp(call, asking, call.body, async () => {
        const wish = wishOf(asking, call.body);
        if (call.body.decision === 'deny')
          return backWithError(call, asking, call.body, 'access_denied', DENIED);
        return handOver(call, wish, call.body, await grantCode(call.house, call.me, wish));
      });
    },
  }),
];

const DENIED = 'The resource owner or authorization server denied the request.';

/** What may be redirected goes back to the app as RFC 6749 §4.1.2.1 has it. */
async function orBackToApp(
  call: Call,
  asking: AskingApp,
  from: Asked,
  work: () => Response | Promise<Response>,
): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error;
    return backWithError(call, asking, from, ERRORS[error.field ?? ''] ?? 'invalid_request', error.message);
  }
}

const ERRORS: Readonly<Record<string, string>> = {
  scope: 'invalid_scope',
  response_type: 'unsupported_response_type',
};

function backWithError(call: Call, asking: AskingApp, from: Asked, error: string, why: string): Response {
  if (asking.redirectUri === OOB) {
    if (error !== 'access_denied') throw new Refusal('invalid', why);
    const screen = screenOf(call);
    return seeOther(screen.me ? '/home' : '/');
  }
  return found(withParameters(asking.redirectUri, { error, error_description: why, state: from.state }));
}

function handOver(call: Call, wish: Wish, from: Asked, code: string): Response {
  if (wish.redirectUri !== OOB) return found(withParameters(wish.redirectUri, { code, state: from.state }));
  const screen = screenOf(call);
  return pageAnswer(screen, { title: screen.texts.oauth.code, noIndex: true }, codeShown(screen, code));
}

/** 302: what clients that follow by hand expect of this one redirect. */
function found(location: string): Response {
  return new Response(null, { status: 302, headers: { location } });
}

/** To the sign-in page and back here. Without `force_login`, which that page fulfils. */
function signInFirst(request: Request): Response {
  const here = new URL(request.url);
  here.searchParams.delete('force_login');
  const back = new URLSearchParams({ return_to: `${here.pathname}${here.search}` });
  return seeOther(`/auth/sign_in?${back}`);
}

/** The form may end at the app and nowhere else: the policy of this one answer names it. */
function consentPage(call: Call, wish: Wish, from: Asked): Response {
  const screen = screenOf(call);
  const target = wish.redirectUri === OOB ? '' : formTarget(wish.redirectUri);
  const options = { title: screen.texts.oauth.title, noIndex: true };
  const headers = { 'content-security-policy': pagePolicy(target) };
  return pageAnswer(screen, options, consentForm(screen, wish, from), 200, headers);
}
