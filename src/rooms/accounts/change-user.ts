import { type House, submit } from '#machinery/house.ts';
import { accountChanged, accountClosed } from '#rooms/accounts/events.ts';
import { accountStore } from '#rooms/accounts/store.ts';
import { userStore } from '#rooms/accounts/user-store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** What the operator decides about somebody's sign-in. */
export type UserChange = 'approve' | 'disable' | 'enable';

/** Lets a waiting person in, keeps somebody from signing in, or lets them again. Refuses where it has no meaning. */
export async function changeUser(house: House, accountId: number, change: UserChange): Promise<void> {
  await submit(house, changeUserCommand, { accountId, change });
}

export const changeUserCommand = defineCommand(
  'change-user/1',
  (ctx, body: { readonly accountId: number; readonly change: UserChange }) => {
    const users = ctx.of(userStore);
    const user = users.byId(body.accountId);
    if (!user) throw new Refusal('not-found', 'Nobody of this name signs in here', 'username');
    const { accountId } = body;
    if (body.change === 'approve') {
      if (user.state !== 'pending') throw new Refusal('conflict', 'This account does not wait for approval');
      users.setState(accountId, 'active');
      ctx.of(accountStore).setState(accountId, 'active');
    } else if (body.change === 'disable') {
      if (user.state !== 'active') throw new Refusal('conflict', 'This account is not active');
      users.setState(accountId, 'disabled');
      ctx.emit(accountClosed, { accountId });
    } else {
      if (user.state !== 'disabled') throw new Refusal('conflict', 'This account is not disabled');
      users.setState(accountId, 'active');
    }
    ctx.emit(accountChanged, { accountId });
    return {};
  },
);
