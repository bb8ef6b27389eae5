/** Who calls: nobody, an app of its own, or a person through an app (user) or the web pages (session). */
export type Caller = {
  readonly kind: 'nobody' | 'app' | 'user' | 'session';
  readonly accountId?: number;
  readonly tokenId?: number;
  readonly appId?: number;
  readonly role?: 'user' | 'moderator' | 'admin';
  readonly scopes: readonly string[];
};

export const NOBODY: Caller = { kind: 'nobody', scopes: [] };
