import { grantCodeCommand } from '#rooms/oauth/authorize.ts';
import { changePasswordCommand } from '#rooms/oauth/change-password.ts';
import { issueTokenCommand } from '#rooms/oauth/issue-token.ts';
import { makeOneTimeCommand } from '#rooms/oauth/one-time.ts';
import { redeemCodeCommand } from '#rooms/oauth/redeem-code.ts';
import { registerAppCommand, sweepAppsCommand } from '#rooms/oauth/register-app.ts';
import { endTokensCommand, revokeTokenCommand } from '#rooms/oauth/revoke-token.ts';
import { signUpCommand } from '#rooms/oauth/sign-up.ts';
import { claimAccountCommand, makeAdministratorCommand } from '#rooms/oauth/take-over.ts';
import type { AnyCommand } from '#view/command.ts';

/** What the registry holds of this room. */
export const commands: readonly AnyCommand[] = [
  issueTokenCommand,
  revokeTokenCommand,
  endTokensCommand,
  registerAppCommand,
  sweepAppsCommand,
  grantCodeCommand,
  redeemCodeCommand,
  makeOneTimeCommand,
  signUpCommand,
  makeAdministratorCommand,
  claimAccountCommand,
  changePasswordCommand,
];
