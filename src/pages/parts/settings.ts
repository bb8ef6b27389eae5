import { html, type Markup } from '#pages/markup.ts';
import { heading } from '#pages/parts/sheet.ts';
import { tabs } from '#pages/parts/tabs.ts';
import type { Screen } from '#pages/screen.ts';

export type SettingsTab =
  | 'profile'
  | 'account'
  | 'reading'
  | 'maintenance'
  | 'requests'
  | 'channels'
  | 'notices';

/** The head of every settings page; staff have planned work and requests there, too. Strangers have one page only: how they like to read. */
export function settingsHead(screen: Screen, at: SettingsTab, saved = false): Markup {
  const texts = screen.texts.settings;
  const labels: Readonly<Record<SettingsTab, string>> = {
    ...texts,
    maintenance: screen.texts.maintenance.title,
    requests: screen.texts.asks.staff.tab,
    channels: screen.texts.channels.tab,
    notices: screen.texts.notices.tab,
  };
  const tab = (name: SettingsTab) => ({ href: `/settings/${name}`, label: labels[name], here: name === at });
  const own: readonly SettingsTab[] = ['profile', 'account', 'reading'];
  const staff: readonly SettingsTab[] = ['maintenance', 'requests', 'channels', 'notices'];
  const shown = screen.admin ? [...own, ...staff] : own;
  const all = screen.me && tabs(texts.title, shown.map(tab));
  return html`${heading(texts.title)}${all}${saved && html`<p class="notice" role="status">${texts.saved}</p>`}`;
}
