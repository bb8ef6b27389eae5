import { html, type Markup } from '#pages/markup.ts';

/** A card of its own under a heading: forms, settings, questions. */
export function sheet(content: Markup): Markup {
  return html`<div class="sheet">${content}</div>`;
}

export function heading(title: string | Markup): Markup {
  return html`<div class="head"><h1>${title}</h1></div>`;
}
