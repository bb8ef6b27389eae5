import { type House, submit } from '#machinery/house.ts';
import { accountStore, addUser, type PreparedUser, prepareUser, userStore } from '#rooms/accounts/index.ts';
import type { TokenWish } from '#rooms/oauth/issue-token.ts';
import { addToken, freshSecret, tokenHash } from '#rooms/oauth/issue-token.ts';
import { peekOneTime, spendOneTime } from '#rooms/oauth/one-time.ts';
import { passwords } from '#rooms/oauth/passwords.ts';
import { asRefusal, type Problem, problemsOf, type SignUpForm } from '#rooms/oauth/rules/sign-up.ts';
import { type Registrations, settingsInApply, settingsOf } from '#rooms/settings/index.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';
import { defineCommand } from '#view/command.ts';

/** How the new person goes on: through the app that signed them up, or in this browser. */
export type TokenFor = Omit<TokenWish, 'accountId'>;

type Body = {
  readonly user: PreparedUser;
  readonly invitationHash: string | null;
  readonly token: TokenFor & { readonly hash: string };
};

export type SignedUp = { readonly id: number; readonly token: string; readonly pending: boolean };

/** Everything that is wrong with a form, the names that are taken included. */
export function signUpProblems(house: House, form: SignUpForm): readonly Problem[] {
  const view = house.view();
  const emailRequired = settingsOf(view).sign_up_email === 'required';
  const problems = problemsOf(form, { emailRequired });
  const taken = (field: 'username' | 'email'): Problem => ({
    field,
    code: 'ERR_TAKEN',
    description: 'has already been taken',
  });
  if (view.of(accountStore).byName(usernameKey(form.username), '')) problems.push(taken('username'));
  if (form.email !== '' && view.of(userStore).byEmail(form.email.trim().toLowerCase()))
    problems.push(taken('email'));
  return problems;
}

/**
 * Makes an account for somebody who asks for one, as far as the server's registration mode allows: at once, or to wait
 * for the operator. Throws `forbidden` when nobody or only the invited may come, `invalid` for a bad form.
 */
export async function signUp(house: House, form: SignUpForm, tokenFor: TokenFor): Promise<SignedUp> {
  checkMayJoin(house, form.invitation);
  const problems = signUpProblems(house, form);
  if (problems.length > 0) throw asRefusal(problems);
  const token = freshSecret(house);
  const user = prepareUser({
    username: form.username,
    displayName: '',
    email: form.email,
    passwordHash: await passwords.hash(form.password, house.world.random),
    role: 'user',
    state: 'active',
    reason: form.reason,
    locale: form.locale ?? null,
    imported: false,
  });
  const invitationHash = form.invitation === undefined ? null : tokenHash(form.invitation);
  const body = { user, invitationHash, token: { ...tokenFor, hash: tokenHash(token) } };
  return { ...(await submit(house, signUpCommand, body)), token };
}

/** Throws unless somebody with this invitation, or none, may ask for an account at all. Said before anything else is: who may not join learns no names. */
export function checkMayJoin(house: House, invitation: string | undefined): void {
  const view = house.view();
  checkOpen(settingsOf(view).registrations, invitation !== undefined);
  if (invitation !== undefined && !peekOneTime(view, 'invitation', invitation, house.world.now()))
    throw new Refusal('gone', 'This invitation was used already or is too old', 'invitation');
}

function checkOpen(registrations: Registrations, invited: boolean): void {
  if (registrations === 'closed') throw new Refusal('forbidden', 'This server takes no new accounts');
  if (registrations === 'invitation' && !invited)
    throw new Refusal('forbidden', 'This server takes new accounts by invitation', 'invitation');
}

export const signUpCommand = defineCommand('sign-up/1', (ctx, body: Body) => {
  const { registrations } = settingsInApply(ctx.db);
  checkOpen(registrations, body.invitationHash !== null);
  if (body.invitationHash !== null) spendOneTime(ctx, 'invitation', body.invitationHash);
  const pending = registrations === 'approval' && body.invitationHash === null;
  const id = addUser(ctx, { ...body.user, state: pending ? 'pending' : 'active' });
  addToken(ctx, { ...body.token, accountId: id });
  return { id, pending };
});
