import type { Texts } from '#pages/texts/index.ts';
import type { RefusalKind } from '#values/refusal.ts';

type No = { readonly kind: RefusalKind; readonly message: string; readonly field?: string | undefined };

type Fault = keyof Texts['faults'];

/** What a message of a rule means to a person who filled in a form; the first that fits. */
const MEANINGS: readonly (readonly [RegExp, Fault])[] = [
  [/text can't be blank/i, 'textBlank'],
  [/character limit|is too long/i, 'textLong'],
  [/cannot attach more/i, 'filesMany'],
  [/username has already been taken/i, 'usernameTaken'],
  [/email has already been taken/i, 'emailTaken'],
  [/another site/i, 'foreignForm'],
  [/replied to is gone/i, 'parentGone'],
];

const BY_FIELD: Readonly<Record<string, Fault>> = {
  language: 'language',
  username: 'username',
  email: 'email',
  password: 'password',
  current_password: 'passwordWrong',
  code: 'invitation',
  invitation: 'invitation',
  invite_code: 'invitation',
  agreement: 'agreement',
  media_ids: 'file',
  file: 'file',
  avatar: 'file',
  header: 'file',
};

/** A refusal in the reader's language: by its meaning, its field, or at least its kind. */
export function sayRefusal(texts: Texts, no: No): string {
  const meaning = MEANINGS.find(([pattern]) => pattern.test(no.message))?.[1];
  const fault = meaning ?? (no.field === undefined ? undefined : BY_FIELD[no.field]);
  return fault === undefined ? texts.errors[no.kind] : texts.faults[fault];
}
