import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';

/** Somebody's words, rendered and made safe by the server, in their own direction and language if it was said. */
export function words(rendered: string, language: string | null = null, kind = ''): Markup {
  if (rendered === '') return NOTHING;
  return html`<div class="text${kind && ` ${kind}`}" dir="auto"${inLanguage(language)}>${raw(rendered)}</div>`;
}

/** The attribute that says a language; nothing when it was not said. */
export function inLanguage(language: string | null): Markup {
  return language === null ? NOTHING : html` lang="${language}"`;
}
