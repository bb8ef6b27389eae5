import type { AppRow } from '#rooms/oauth/app-store.ts';

/** An app as the client API shows it to itself. */
export function toApplication(app: AppRow) {
  const redirectUris = JSON.parse(app.redirectUris) as readonly string[];
  return {
    id: String(app.id),
    name: app.name,
    website: app.website,
    scopes: app.scopes.split(' '),
    redirect_uri: redirectUris.join('\n'),
    redirect_uris: redirectUris,
    vapid_key: '',
  };
}

/** The same with its secret, which is told when the app registers and never again. */
export function toCredentialApplication(app: AppRow, secret: string) {
  return {
    ...toApplication(app),
    client_id: app.clientId,
    client_secret: secret,
    client_secret_expires_at: 0,
  };
}

/** What stands in for an app behind tokens that were made at the command line. */
export function toOwnApplication(origin: string, scopes: readonly string[]) {
  return {
    id: '0',
    name: 'Rooftop',
    website: origin,
    scopes,
    redirect_uri: '',
    redirect_uris: [],
    vapid_key: '',
  };
}

/** A token as OAuth answers it. Tokens do not expire. */
export function toToken(granted: { readonly token: string; readonly scopes: string }, nowMs: number) {
  return {
    access_token: granted.token,
    token_type: 'Bearer',
    scope: granted.scopes,
    created_at: Math.floor(nowMs / 1000),
  };
}
