import { html, type Markup } from '#pages/markup.ts';

export type IconName =
  | 'home'
  | 'globe'
  | 'compass'
  | 'search'
  | 'bell'
  | 'person'
  | 'bookmark'
  | 'star'
  | 'gear'
  | 'info'
  | 'pen'
  | 'reply'
  | 'boost'
  | 'more'
  | 'lock'
  | 'mail'
  | 'quiet'
  | 'pin'
  | 'bot'
  | 'image'
  | 'live';

/** A drawn sign beside a word. The drawing is a mask in the stylesheet, so a page with many of them stays small. */
export function icon(name: IconName): Markup {
  return html`<i class="i ${name}"></i>`;
}
