import { checkPassword, PASSWORD_LEAST, PASSWORD_MOST } from '#rooms/oauth/rules/password.ts';
import { Refusal } from '#values/refusal.ts';
import { isReserved, USERNAME_MOST } from '#values/username.ts';

export const REASON_MOST = 2_000;
const EMAIL_MOST = 320;
const EMAIL = /^[^\s@"<>(),:;[\]\\]{1,64}@[^\s@"<>(),:;[\]\\]+\.[^\s@"<>(),:;[\]\\.]{2,}$/u;

/** What somebody hands in to get an account. */
export type SignUpForm = {
  readonly username: string;
  readonly email: string;
  readonly password: string;
  readonly agreement: boolean;
  readonly reason: string;
  readonly locale: string | undefined;
  readonly invitation: string | undefined;
};

export type SignUpField = 'username' | 'email' | 'password' | 'agreement' | 'reason';

/** One thing that is wrong, with the code under which clients of the Mastodon API know it. */
export type Problem = {
  readonly field: SignUpField;
  readonly code:
    | 'ERR_BLANK'
    | 'ERR_INVALID'
    | 'ERR_RESERVED'
    | 'ERR_TAKEN'
    | 'ERR_TOO_LONG'
    | 'ERR_TOO_SHORT'
    | 'ERR_ACCEPTED';
  readonly description: string;
};

export type Expected = { readonly emailRequired: boolean };

/** Everything that is wrong with a form; whether names are taken is for the view to say. */
export function problemsOf(form: SignUpForm, expected: Expected): Problem[] {
  return [
    ...ofUsername(form.username),
    ...ofEmail(form.email, expected),
    ...ofPassword(form),
    ...ofRest(form),
  ];
}

function ofUsername(username: string): Problem[] {
  const say = (code: Problem['code'], description: string): Problem[] => [
    { field: 'username', code, description },
  ];
  if (username === '') return say('ERR_BLANK', "can't be blank");
  if (username.length > USERNAME_MOST)
    return say('ERR_TOO_LONG', `is too long (maximum is ${USERNAME_MOST} characters)`);
  if (!/^[a-z0-9_]+$/i.test(username))
    return say('ERR_INVALID', 'must contain only letters, numbers and underscores');
  return isReserved(username) ? say('ERR_RESERVED', 'is reserved') : [];
}

function ofEmail(email: string, { emailRequired }: Expected): Problem[] {
  if (email === '')
    return emailRequired ? [{ field: 'email', code: 'ERR_BLANK', description: "can't be blank" }] : [];
  return isEmail(email) ? [] : [{ field: 'email', code: 'ERR_INVALID', description: 'is invalid' }];
}

/** Whether a text has the form of an e-mail address that can be written to. */
export function isEmail(text: string): boolean {
  return text.length <= EMAIL_MOST && EMAIL.test(text);
}

function ofPassword({ password, username }: SignUpForm): Problem[] {
  const say = (code: Problem['code'], description: string): Problem[] => [
    { field: 'password', code, description },
  ];
  const length = [...password].length;
  if (length === 0) return say('ERR_BLANK', "can't be blank");
  if (length < PASSWORD_LEAST)
    return say('ERR_TOO_SHORT', `is too short (minimum is ${PASSWORD_LEAST} characters)`);
  if (length > PASSWORD_MOST)
    return say('ERR_TOO_LONG', `is too long (maximum is ${PASSWORD_MOST} characters)`);
  try {
    checkPassword(password, username);
    return [];
  } catch {
    return say('ERR_INVALID', 'must not be the user name');
  }
}

function ofRest({ agreement, reason }: SignUpForm): Problem[] {
  const problems: Problem[] = [];
  if (!agreement)
    problems.push({ field: 'agreement', code: 'ERR_ACCEPTED', description: 'must be accepted' });
  if (reason.length > REASON_MOST)
    problems.push({
      field: 'reason',
      code: 'ERR_TOO_LONG',
      description: `is too long (maximum is ${REASON_MOST} characters)`,
    });
  return problems;
}

/** The first of them as a refusal, in the words of the client API. */
export function asRefusal(problems: readonly Problem[]): Refusal {
  return new Refusal('invalid', sentenceOf(problems), problems[0]?.field);
}

/** All of them in one line: `Validation failed: Password can't be blank, Username …`. */
export function sentenceOf(problems: readonly Problem[]): string {
  const parts = problems.map(
    ({ field, description }) => `${field[0]!.toUpperCase()}${field.slice(1)} ${description}`,
  );
  return `Validation failed: ${parts.join(', ')}`;
}
