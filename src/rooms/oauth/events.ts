import { eventKind } from '#view/command.ts';

/** A token stopped being good: revoked, signed out, its account closed or its password changed. */
export const tokenRevoked = eventKind<{ readonly tokenId: number; readonly accountId: number | null }>(
  'token-revoked',
);
