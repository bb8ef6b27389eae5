import { html, type Markup } from '#pages/markup.ts';

const HEIGHT = 24;
const WIDTH = 6;
const GAP = 2;

/** A few numbers as bars, oldest first in reading order. Decoration: what they say stands beside them in words. */
export function bars(values: readonly number[]): Markup {
  const most = Math.max(1, ...values);
  const step = WIDTH + GAP;
  const drawn = values.map((value, i) => {
    const height = Math.max(1, Math.round((value / most) * HEIGHT));
    return html`<rect x="${i * step}" y="${HEIGHT - height}" width="${WIDTH}" height="${height}" rx="1"/>`;
  });
  const width = values.length * step - GAP;
  return html`<svg class="bars" viewBox="0 0 ${width} ${HEIGHT}" width="${width}" height="${HEIGHT}" aria-hidden="true">${drawn}</svg>`;
}
