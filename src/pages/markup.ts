import { html as tagged, raw as trusted } from 'hono/html';

/** HTML that is safe to send: made by `html`, or trusted by `raw`. */
export type Markup = ReturnType<typeof trusted>;

/** What may stand in a template: markup goes in as it is, text is escaped, nothing shows nothing. */
export type Part = Markup | string | number | false | null | undefined | readonly Part[];

/** A template whose texts are escaped. Attributes must be quoted. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return tagged(strings, ...parts) as Markup;
}

/** Takes HTML as it is: only for HTML that the server itself rendered and escaped. */
export function raw(text: string): Markup {
  return trusted(text);
}

export const NOTHING: Markup = raw('');
