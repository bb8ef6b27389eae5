import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type Browser, openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { PASSWORD, personWithPassword } from '../support/people.ts';

export type App = { client_id: string; client_secret: string; redirect_uris: string[]; scopes: string[] };
export type Token = { access_token: string; token_type: string; scope: string; created_at: number };

export const REDIRECT = 'https://elk.example/api/home.test/oauth/https%3A%2F%2Felk.example?x=1';
export const S256 = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

export let now = Date.parse('2026-08-01T12:00:00Z');
export let server: TestHouse;
export let browser: Browser;
export let app: App;

/** Opens a server with a person who is signed in in a browser, and an app that asks them. */
export async function startAsking(): Promise<void> {
  server = await openTestHouse({ now: () => now });
  await personWithPassword(server, 'ada', { displayName: 'Ada', email: 'ada@example.org' });
  browser = openBrowser(server);
  const answer = await browser.submit('/auth/sign_in', { login: 'ada', password: PASSWORD });
  assert.equal(answer.status, 303);
  app = await server.json<App>('POST', '/api/v1/apps', {
    json: {
      client_name: 'Elk',
      redirect_uris: [REDIRECT],
      scopes: 'read write follow push',
      website: 'https://elk.example',
    },
  });
}

export function pass(ms: number): void {
  now += ms;
}

export function authorizePath(more: Record<string, string> = {}, of: App = app): string {
  const query = {
    client_id: of.client_id,
    redirect_uri: of.redirect_uris[0]!,
    response_type: 'code',
    ...more,
  };
  return `/oauth/authorize?${new URLSearchParams(query)}`;
}

/** Consents in the browser and takes the code out of the redirect. */
export async function codeFor(more: Record<string, string> = {}, of: App = app): Promise<string> {
  const answer = await browser.submit(authorizePath(more, of), { decision: 'allow' });
  assert.equal(answer.status, 302, await answer.clone().text());
  const location = answer.headers.get('location')!;
  assert.ok(location.startsWith(`${of.redirect_uris[0]}&`) || location.startsWith(`${of.redirect_uris[0]}?`));
  return new URL(location).searchParams.get('code')!;
}

export function trade(code: string, more: Record<string, unknown> = {}, of: App = app) {
  const { client_id, client_secret } = of;
  const json = {
    grant_type: 'authorization_code',
    code,
    client_id,
    client_secret,
    redirect_uri: of.redirect_uris[0],
    ...more,
  };
  return server.request('POST', '/oauth/token', { json });
}

export async function refusedAs(response: Response, status: number, error: string): Promise<void> {
  const body = (await response.json()) as { error: string; error_description: string };
  assert.deepEqual([response.status, body.error], [status, error], JSON.stringify(body));
  assert.equal(typeof body.error_description, 'string');
}
