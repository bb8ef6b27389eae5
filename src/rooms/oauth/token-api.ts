import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { text } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { authenticateApp, claimedApp, claimOf } from '#rooms/oauth/authenticate-app.ts';
import { issueToken, tokenHash } from '#rooms/oauth/issue-token.ts';
import { toToken } from '#rooms/oauth/mastodon.ts';
import { grantByPassword } from '#rooms/oauth/password-grant.ts';
import { type Granted, redeemCode } from '#rooms/oauth/redeem-code.ts';
import { revokeToken } from '#rooms/oauth/revoke-token.ts';
import { REDIRECT_LENGTH_MOST } from '#rooms/oauth/rules/redirects.ts';
import { narrowScopes, SCOPES } from '#rooms/oauth/rules/scopes.ts';
import { Refusal } from '#values/refusal.ts';

/** Clients send null, or nothing, for what they do not use. */
const given = (most: number) => z.preprocess((value) => value ?? undefined, text(most).optional());

const client = { client_id: given(200), client_secret: given(200) };
const tokenWish = z.object({
  ...client,
  grant_type: given(100),
  code: given(200),
  redirect_uri: given(REDIRECT_LENGTH_MOST),
  code_verifier: given(200),
  scope: given(2_000),
  username: given(320),
  password: given(1_024),
});
type TokenCall = Call<unknown, z.output<typeof tokenWish>>;

const GRANTS: Readonly<Record<string, (call: TokenCall) => Promise<Granted>>> = {
  authorization_code: byCode,
  client_credentials: byClient,
  password: byPassword,
};

export const routes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/oauth/token',
    door: 'oauth',
    summary: 'Obtain a token',
    body: tokenWish,
    limit: { name: 'token', most: 1_000, perMs: 300_000, by: 'address' },
    async handle(call) {
      const { grant_type } = call.body;
      if (grant_type === undefined) throw new Refusal('invalid', 'Missing required parameter: grant_type.');
      const grant = Object.hasOwn(GRANTS, grant_type) ? GRANTS[grant_type] : undefined;
      if (!grant)
        throw new Refusal(
          'invalid',
          'The authorization grant type is not supported by this server.',
          'grant_type',
        );
      return json(toToken(await grant(call), call.house.world.now()));
    },
  }),
  route({
    method: 'POST',
    path: '/oauth/revoke',
    door: 'oauth',
    summary: 'Revoke a token',
    body: z.object({ ...client, token: given(1_024), token_type_hint: given(100) }),
    limit: { name: 'revoke', most: 1_000, perMs: 300_000, by: 'address' },
    async handle({ house, request, body }) {
      const app = authenticateApp(house.view(), claimOf(request, body));
      if (body.token === undefined)
        throw new Refusal('forbidden', 'You are not authorized to revoke this token');
      await revokeToken(house, app.id, tokenHash(body.token));
      return json({});
    },
  }),
  route({
    method: 'GET',
    path: '/.well-known/oauth-authorization-server',
    summary: 'Discover OAuth Server Configuration',
    handle: ({ house }) => json(metadata(house.origin)),
  }),
];

async function byCode({ house, request, body }: TokenCall): Promise<Granted> {
  const claim = claimOf(request, body);
  const app = claimedApp(house.view(), claim);
  if (body.code === undefined) throw new Refusal('invalid', 'Missing required parameter: code.');
  if (body.redirect_uri === undefined)
    throw new Refusal('invalid', 'Missing required parameter: redirect_uri.');
  const secretShown = claim.clientSecret !== undefined;
  if (!secretShown && body.code_verifier === undefined) authenticateApp(house.view(), claim);
  return redeemCode(house, {
    appId: app.id,
    code: body.code,
    redirectUri: body.redirect_uri,
    verifier: body.code_verifier,
    scope: body.scope,
    secretShown,
  });
}

async function byClient({ house, request, body }: TokenCall): Promise<Granted> {
  const app = authenticateApp(house.view(), claimOf(request, body));
  const scopes = narrowScopes(body.scope, app.scopes);
  return { scopes, token: await issueToken(house, { accountId: null, appId: app.id, scopes, kind: 'app' }) };
}

async function byPassword({ house, request, body, limits, address }: TokenCall): Promise<Granted> {
  const app = authenticateApp(house.view(), claimOf(request, body));
  const { username, password } = body;
  if (username === undefined || password === undefined)
    throw new Refusal('invalid', 'Missing required parameter: username and password.');
  return grantByPassword(house, limits, app, { login: username, password, address }, body.scope);
}

/** RFC 8414 §2. */
function metadata(origin: string) {
  return {
    issuer: `${origin}/`,
    authorization_endpoint: `${origin}/oauth/authorize`,
    token_endpoint: `${origin}/oauth/token`,
    revocation_endpoint: `${origin}/oauth/revoke`,
    userinfo_endpoint: `${origin}/oauth/userinfo`,
    app_registration_endpoint: `${origin}/api/v1/apps`,
    scopes_supported: SCOPES,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'client_credentials', 'password'],
    token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
    code_challenge_methods_supported: ['S256'],
    service_documentation: 'https://docs.joinmastodon.org/api/oauth-scopes/',
  };
}
