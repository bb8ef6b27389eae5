import { html, type Markup } from '#pages/markup.ts';

/** The heading of a part of a window: one below the window's own, which on its own page is the page's. */
export function partHeading(text: string, whole: boolean): Markup {
  return whole ? html`<h2 class="part">${text}</h2>` : html`<h4 class="part">${text}</h4>`;
}
