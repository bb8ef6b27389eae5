import { type AppRow, appStore } from '#rooms/oauth/app-store.ts';
import { tokenStore } from '#rooms/oauth/store.ts';
import type { View } from '#view/reader.ts';

/** Who may act for an account: browsers that are signed in, and apps with what they may do. No times: nobody needs them. */
export type Access = {
  readonly sessions: readonly { readonly tokenId: number; readonly own: boolean }[];
  readonly apps: readonly {
    readonly app: Pick<AppRow, 'id' | 'name' | 'website'>;
    readonly scopes: readonly string[];
  }[];
};

/** Everyone who may act for this account; `ownTokenId` is the one who asks. */
export function accessOf(view: View, accountId: number, ownTokenId: number | undefined): Access {
  const tokens = view.of(tokenStore).ofAccount(accountId);
  const byApp = Map.groupBy(
    tokens.filter((token) => token.appId !== null),
    (token) => token.appId!,
  );
  const apps = view.of(appStore).byIds([...byApp.keys()]);
  return {
    sessions: tokens
      .filter((token) => token.kind === 'session')
      .map((token) => ({ tokenId: token.id, own: token.id === ownTokenId })),
    apps: apps.map(({ id, name, website }) => ({
      app: { id, name, website },
      scopes: [...new Set(byApp.get(id)!.flatMap((token) => token.scopes.split(' ')))],
    })),
  };
}
