export { tokenRevoked } from '#rooms/oauth/events.ts';
export { callerOfToken, identify, SESSION_COOKIE } from '#rooms/oauth/identify.ts';
export { issueToken, tokenHash } from '#rooms/oauth/issue-token.ts';
export { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';
