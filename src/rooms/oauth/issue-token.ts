import { type House, submit } from '#machinery/house.ts';
import { tokenHash } from '#rooms/oauth/identify.ts';
import { tokenStore } from '#rooms/oauth/store.ts';
import { defineCommand } from '#view/command.ts';

type Wish = {
  readonly accountId: number | null;
  readonly appId: number | null;
  readonly scopes: string;
  readonly kind: 'app' | 'user' | 'session';
};

/** Makes a token. It is told once, here; the log and the view hold its hash only. */
export async function issueToken(house: House, wish: Wish): Promise<string> {
  const token = house.world.random(32).toString('base64url');
  await submit(house, issueTokenCommand, { ...wish, hash: tokenHash(token) });
  return token;
}

export const issueTokenCommand = defineCommand(
  'issue-token/1',
  (ctx, body: Wish & { readonly hash: string }) => {
    const id = ctx.randomId();
    ctx.of(tokenStore).insert({ id, ...body });
    return { id };
  },
);
