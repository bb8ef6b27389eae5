import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { checkbox, field, formMarks, problemOf, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import { PASSWORD_MOST } from '#rooms/oauth/rules/password.ts';
import { REASON_MOST } from '#rooms/oauth/rules/sign-up.ts';
import { USERNAME_MOST } from '#values/username.ts';

/** The forms by which people come in. */

const LOGIN_MOST = 320;

export function signInForm(screen: Screen, typed: Typed, returnTo: string): Markup {
  const { auth } = screen.texts;
  return html`<h1>${auth.signIn}</h1>${problemOf(typed)}<form class="sheet" method="post" action="/auth/sign_in">${formMarks(screen)}<input type="hidden" name="return_to" value="${returnTo}">${field(
    typed,
    {
      name: 'login',
      label: auth.login,
      required: true,
      most: LOGIN_MOST,
      autocomplete: 'username',
      dir: 'ltr',
      focus: true,
    },
  )}${passwordField(screen, typed, 'current-password')}<p><button>${auth.signInGo}</button></p></form><p class="note">${auth.noAccount} <a href="/auth/sign_up">${auth.signUp}</a></p>`;
}

export type SignUpMode = {
  readonly emailRequired: boolean;
  readonly reasonAsked: boolean;
  readonly invitation: string;
};

export function signUpForm(screen: Screen, typed: Typed, mode: SignUpMode): Markup {
  const { auth } = screen.texts;
  return html`<h1>${auth.signUp}</h1>${problemOf(typed)}<form class="sheet" method="post" action="/auth/sign_up">${formMarks(screen)}<input type="hidden" name="invitation" value="${mode.invitation}">${usernameField(
    screen,
    typed,
  )}${emailField(screen, typed, mode.emailRequired)}${passwordField(screen, typed, 'new-password')}${
    mode.reasonAsked &&
    field(typed, { name: 'reason', label: auth.reason, note: auth.reasonNote, most: REASON_MOST, rows: 3 })
  }<p class="note"><a href="/about">${screen.texts.about.rules}</a></p>${checkbox(
    typed,
    'agreement',
    auth.agree,
    false,
    true,
  )}<p><button>${auth.signUpGo}</button></p></form><p class="note">${auth.haveAccount} <a href="/auth/sign_in">${auth.signIn}</a></p>`;
}

/** The account that runs this server. */
export function administratorForm(screen: Screen, typed: Typed, action: string): Markup {
  const { auth } = screen.texts;
  return html`<h1>${auth.adminTitle}</h1><p>${auth.adminNote}</p>${problemOf(typed)}<form class="sheet" method="post" action="${action}">${formMarks(
    screen,
  )}${usernameField(screen, typed)}${emailField(screen, typed, false)}${passwordField(
    screen,
    typed,
    'new-password',
  )}<p><button>${auth.signUpGo}</button></p></form>`;
}

/** A new password for an account that nobody, or the right person no longer, can sign in to. */
export function claimForm(screen: Screen, typed: Typed, action: string, username: string): Markup {
  const { auth } = screen.texts;
  return html`<h1>${auth.claimTitle}</h1><p>${auth.claimNote(username)}</p>${problemOf(typed)}<form class="sheet" method="post" action="${action}">${formMarks(
    screen,
  )}<input type="hidden" name="username" value="${username}" autocomplete="username">${passwordField(
    screen,
    typed,
    'new-password',
  )}<p><button>${auth.claimGo}</button></p></form>`;
}

/** One sentence where a form would stand. */
export function said(title: string, sentence: string, more: Markup = NOTHING): Markup {
  return html`<h1>${title}</h1><p class="notice">${sentence}</p>${more}`;
}

function usernameField(screen: Screen, typed: Typed): Markup {
  const { auth } = screen.texts;
  return field(typed, {
    name: 'username',
    label: auth.username,
    note: auth.usernameNote,
    required: true,
    most: USERNAME_MOST,
    autocomplete: 'username',
    dir: 'ltr',
  });
}

function emailField(screen: Screen, typed: Typed, required: boolean): Markup {
  const { auth } = screen.texts;
  return field(typed, {
    name: 'email',
    label: required ? auth.emailNeeded : auth.email,
    ...(required ? {} : { note: auth.emailNote }),
    type: 'email',
    required,
    most: LOGIN_MOST,
    autocomplete: 'email',
    dir: 'ltr',
  });
}

function passwordField(
  screen: Screen,
  typed: Typed,
  autocomplete: 'current-password' | 'new-password',
): Markup {
  const { auth } = screen.texts;
  return field(typed, {
    name: 'password',
    label: auth.password,
    ...(autocomplete === 'new-password' ? { note: auth.passwordNote } : {}),
    type: 'password',
    required: true,
    most: PASSWORD_MOST,
    autocomplete,
    dir: 'ltr',
  });
}
