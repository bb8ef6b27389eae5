import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';

/** What was typed and what was wrong with it: forms come back with both. */
export type Typed = {
  readonly values: Readonly<Record<string, string>>;
  /** Said above the form. */
  readonly problem?: string | undefined;
  /** Which field the problem is about. */
  readonly field?: string | undefined;
};

export const UNTYPED: Typed = { values: {} };

export type FieldOptions = {
  readonly name: string;
  readonly label: string;
  readonly note?: string;
  readonly type?: 'text' | 'email' | 'password' | 'search' | 'url';
  readonly value?: string;
  readonly required?: boolean;
  readonly most?: number;
  readonly autocomplete?: string;
  readonly dir?: 'auto' | 'ltr';
  readonly rows?: number;
  readonly focus?: boolean;
};

/** A labelled line or box of text, with its note and its fault tied to it for screen readers. Passwords never come back. */
export function field(typed: Typed, options: FieldOptions): Markup {
  const { name } = options;
  const wrong = typed.field === name;
  const value = options.type === 'password' ? '' : (typed.values[name] ?? options.value ?? '');
  const about = [options.note && `${name}-note`, wrong && `${name}-wrong`].filter(Boolean).join(' ');
  const shared = html` id="${name}" name="${name}"${options.most && html` maxlength="${options.most}"`}${
    options.required && raw(' required')
  } dir="${options.dir ?? 'auto'}"${options.autocomplete && html` autocomplete="${options.autocomplete}"`}${
    about && html` aria-describedby="${about}"`
  }${wrong && raw(' aria-invalid="true"')}${(wrong || options.focus) && raw(' autofocus')}`;
  const input = options.rows
    ? html`<textarea${shared} rows="${options.rows}">${value}</textarea>`
    : html`<input${shared} type="${options.type ?? 'text'}" value="${value}">`;
  return html`<div class="field"><label for="${name}">${options.label}</label>${input}${
    options.note && html`<p class="note" id="${name}-note">${options.note}</p>`
  }${wrong && html`<p class="wrong" id="${name}-wrong">${typed.problem}</p>`}</div>`;
}

/** A yes or no. An unticked box sends nothing, so forms read a lacking one as no. */
export function checkbox(
  typed: Typed,
  name: string,
  label: string,
  checked: boolean,
  required = false,
): Markup {
  const on = typed === UNTYPED ? checked : typed.values[name] !== undefined;
  return html`<label class="check"><input type="checkbox" name="${name}" value="1"${on && raw(' checked')}${
    required && raw(' required')
  }><span>${label}</span></label>`;
}

export function select(
  typed: Typed,
  name: string,
  label: string,
  choices: readonly (readonly [string, string])[],
  value: string,
): Markup {
  const chosen = typed.values[name] ?? value;
  return html`<div class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(
    ([key, shown]) => html`<option value="${key}"${key === chosen && raw(' selected')}>${shown}</option>`,
  )}</select></div>`;
}

/** What every form that changes something carries; `key` for those that make something. */
export function formMarks(screen: Screen, key?: string): Markup {
  return html`<input type="hidden" name="form_token" value="${screen.formToken}">${
    key && html`<input type="hidden" name="key" value="${key}">`
  }`;
}

/** The problem of a form as a whole, said aloud at once; nothing when a field says it already. */
export function problemOf(typed: Typed): Markup {
  if (typed.problem === undefined) return NOTHING;
  return html`<p class="notice wrong" role="alert">${typed.problem}</p>`;
}
