import { html, type Markup, raw } from '#pages/markup.ts';

export type Tab = { readonly href: string; readonly label: string; readonly here: boolean };

/** Pages that stand beside each other. */
export function tabs(label: string, all: readonly Tab[]): Markup {
  return html`<nav class="tabs" aria-label="${label}">${all.map(
    (tab) => html`<a href="${tab.href}"${tab.here && raw(' aria-current="page"')}>${tab.label}</a>`,
  )}</nav>`;
}
