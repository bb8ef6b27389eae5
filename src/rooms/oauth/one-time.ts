import { type House, submit } from '#machinery/house.ts';
import { freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { type OneTimeRow, oneTimeStore, type Purpose } from '#rooms/oauth/one-time-store.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';
import type { View } from '#view/reader.ts';

const DAY_MS = 86_400_000;
/** Invitations that are good at the same time. */
export const INVITATIONS_MOST = 1_000;

type Wish = {
  readonly purpose: Purpose;
  readonly accountId: number | null;
  readonly uses: number;
  readonly forMs: number;
};

/** A link that makes the account that runs this server. A new one makes those before it worthless. */
export async function administratorLink(house: House): Promise<string> {
  const code = await makeCode(house, {
    purpose: 'administrator',
    accountId: null,
    uses: 1,
    forMs: 7 * DAY_MS,
  });
  return `${house.origin}/auth/administrator/${code}`;
}

/** A link by which somebody sets the password of an account: an unclaimed one, or one whose password is lost. */
export async function claimLink(house: House, accountId: number): Promise<string> {
  const code = await makeCode(house, { purpose: 'claim', accountId, uses: 1, forMs: 7 * DAY_MS });
  return `${house.origin}/auth/claim/${code}`;
}

/** A link by which so many people may sign up within so many days. */
export async function invitationLink(house: House, uses: number, days: number): Promise<string> {
  const code = await makeCode(house, { purpose: 'invitation', accountId: null, uses, forMs: days * DAY_MS });
  return `${house.origin}/auth/sign_up?invitation=${code}`;
}

async function makeCode(house: House, wish: Wish): Promise<string> {
  const code = freshSecret(house);
  await submit(house, makeOneTimeCommand, { ...wish, hash: tokenHash(code) });
  return code;
}

export const makeOneTimeCommand = defineCommand(
  'make-one-time/1',
  (ctx, body: Wish & { readonly hash: string }) => {
    const store = ctx.of(oneTimeStore);
    store.expire(ctx.at);
    if (body.purpose === 'invitation') {
      if (store.count(body.purpose) >= INVITATIONS_MOST)
        throw new Refusal('conflict', `There are ${INVITATIONS_MOST} invitations already`);
    } else {
      store.removeOf(body.purpose, body.accountId);
    }
    const { hash, purpose, accountId, uses, forMs } = body;
    store.insert({ hash, purpose, accountId, usesLeft: uses, expiresAt: ctx.at + forMs });
    return {};
  },
);

/** Whether a code is good now, and for whom; spends nothing. */
export function peekOneTime(
  view: View,
  purpose: Purpose,
  code: string,
  nowMs: number,
): OneTimeRow | undefined {
  const row = view.of(oneTimeStore).byHash(tokenHash(code));
  return row?.purpose === purpose && row.expiresAt > nowMs ? row : undefined;
}

/** Takes one use of a code, for apply. Refuses one that is spent, too old or for something else. */
export function spendOneTime(ctx: ApplyContext, purpose: Purpose, hash: string): OneTimeRow {
  const store = ctx.of(oneTimeStore);
  const row = store.byHash(hash);
  if (row?.purpose !== purpose || row.expiresAt <= ctx.at)
    throw new Refusal('gone', 'This link was used already or is too old', purpose);
  if (row.usesLeft > 1) store.take(hash);
  else store.remove(hash);
  return row;
}
