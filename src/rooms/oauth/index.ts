export { changePassword } from '#rooms/oauth/change-password.ts';
export { tokenRevoked } from '#rooms/oauth/events.ts';
export { callerOfToken, identify, SESSION_COOKIE } from '#rooms/oauth/identify.ts';
export { issueToken, tokenHash } from '#rooms/oauth/issue-token.ts';
export { claimLink } from '#rooms/oauth/one-time.ts';
export { type Ending, endTokens } from '#rooms/oauth/revoke-token.ts';
export { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';
export { type Access, accessOf } from '#rooms/oauth/views.ts';
