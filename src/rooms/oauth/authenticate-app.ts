import { type AppRow, appStore } from '#rooms/oauth/app-store.ts';
import { tokenHash } from '#rooms/oauth/issue-token.ts';
import { Refusal } from '#values/refusal.ts';
import type { View } from '#view/reader.ts';

/** How a client names itself: in the body, or by HTTP Basic (RFC 6749 §2.3.1). */
export type ClientClaim = {
  readonly clientId: string | undefined;
  readonly clientSecret: string | undefined;
};

type ClientFields = {
  readonly client_id?: string | undefined;
  readonly client_secret?: string | undefined;
};

/** What the request says who the client is. Basic wins, since a client must not use two ways at once. */
export function claimOf(request: Request, body: ClientFields): ClientClaim {
  const basic = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  if (basic === undefined) return { clientId: body.client_id, clientSecret: body.client_secret };
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  const colon = pair.indexOf(':');
  return { clientId: unescapeForm(pair.slice(0, colon)), clientSecret: unescapeForm(pair.slice(colon + 1)) };
}

/** The app that a claim proves. Throws `unauthenticated` for an unknown app and a wrong or missing secret. */
export function authenticateApp(view: View, claim: ClientClaim): AppRow {
  const app = claimedApp(view, claim);
  if (claim.clientSecret === undefined) throw failed();
  return app;
}

/** The app that a claim names; a secret, if there is one, must be right. For clients that prove themselves by PKCE. */
export function claimedApp(view: View, claim: ClientClaim): AppRow {
  const app = claim.clientId === undefined ? undefined : view.of(appStore).byClientId(claim.clientId);
  if (!app) throw failed();
  if (claim.clientSecret !== undefined && tokenHash(claim.clientSecret) !== app.secretHash) throw failed();
  return app;
}

function failed(): Refusal {
  return new Refusal(
    'unauthenticated',
    'Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.',
  );
}

function unescapeForm(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
