import { html, type Markup, raw } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';

export type SettingsTab = 'profile' | 'account' | 'reading';

/** The head of every settings page. Strangers have one page only: how they like to read. */
export function settingsHead(screen: Screen, at: SettingsTab, saved = false): Markup {
  const texts = screen.texts.settings;
  const tab = (name: SettingsTab) =>
    html`<a href="/settings/${name}"${name === at && raw(' aria-current="page"')}>${texts[name]}</a>`;
  const tabs = screen.me
    ? html`<nav class="tabs" aria-label="${texts.title}">${tab('profile')}${tab('account')}${tab('reading')}</nav>`
    : null;
  return html`${heading(texts.title)}${tabs}${saved && html`<p class="notice" role="status">${texts.saved}</p>`}`;
}
