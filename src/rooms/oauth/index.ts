export { checkForm, formToken } from '#rooms/oauth/check-form.ts';
export { tokenRevoked } from '#rooms/oauth/events.ts';
export { callerOfToken, cookie, identify, SESSION_COOKIE, tokenHash } from '#rooms/oauth/identify.ts';
export { issueToken } from '#rooms/oauth/issue-token.ts';
