import { html, type Markup } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import { tabs } from '#pages/parts/tabs.ts';
import type { Screen } from '#pages/screen.ts';

export type SettingsTab = 'profile' | 'account' | 'reading';

/** The head of every settings page. Strangers have one page only: how they like to read. */
export function settingsHead(screen: Screen, at: SettingsTab, saved = false): Markup {
  const texts = screen.texts.settings;
  const tab = (name: SettingsTab) => ({ href: `/settings/${name}`, label: texts[name], here: name === at });
  const all = screen.me && tabs(texts.title, [tab('profile'), tab('account'), tab('reading')]);
  return html`${heading(texts.title)}${all}${saved && html`<p class="notice" role="status">${texts.saved}</p>`}`;
}
