import { styleText } from '#pages/assets.ts';
import { html, type Markup, raw } from '#pages/markup.ts';
import { ABOUT_LANGUAGE, type PageLanguage } from '#pages/texts/index.ts';

export type BarePageOptions = {
  readonly title: string;
  readonly language: PageLanguage;
  readonly description?: string;
};

/** What the whole site's style says of shared parts, as far as a page that stands alone needs it. */
const ALONE = `body{max-inline-size:42rem;margin-inline:auto;padding:1rem 0 3rem}.head{padding:.4rem var(--gap) .9rem}
.sheet{padding:1.2rem var(--gap);display:grid;gap:1rem;background:var(--card);border:1px solid var(--line);border-radius:var(--round)}
.sheet+*{margin-block-start:1rem}.note{color:var(--soft);font-size:.875rem}.empty,.paging{padding:1rem var(--gap);color:var(--soft)}
.alone{padding:.8rem var(--gap);color:var(--soft);font-size:.875rem;display:grid;gap:.3rem}`;

const style = raw(
  `<style>${squeeze(`${styleText('1-base.css')}${styleText('6-status.css')}${ALONE}`)}</style>`,
);

/** A document that needs nothing beside it: no script, no other file, wherever it is served from. */
export function barePage({ title, language, description }: BarePageOptions, content: Markup): string {
  const document = html`<!doctype html><html lang="${language}" dir="${ABOUT_LANGUAGE[language].dir}"><head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">${
    description && html`<meta name="description" content="${description}">`
  }${style}</head><body><main id="main">${content}</main></body></html>`;
  return document.toString();
}

function squeeze(css: string): string {
  return css.replace(/\s+/g, ' ').replace(/ ?([{};,]) ?/g, '$1');
}
