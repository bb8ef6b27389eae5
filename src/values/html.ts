import sanitize from 'sanitize-html';
import { findHashtags } from '#values/hashtag.ts';
import { findLinks } from '#values/links.ts';
import { findMentions } from '#values/mention.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const LINK_SHOWN_MOST = 30;

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]!);
}

export type RenderOptions = {
  /** The address of a mentioned account, undefined to leave the mention as text. */
  readonly mentionHref: (username: string, domain: string | undefined) => string | undefined;
  readonly hashtagHref: (name: string) => string;
};

type Span = { readonly start: number; readonly end: number; readonly html: string };

/** Plain text as the HTML that clients expect: paragraphs, line breaks, links, mentions, hashtags; everything else escaped. */
export function renderText(text: string, options: RenderOptions): string {
  const clean = text.replaceAll('\r\n', '\n').trim();
  const body = inline(clean, spansOf(clean, options));
  if (body === '') return '';
  return body
    .split(/\n{2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br />')}</p>`)
    .join('');
}

function inline(text: string, spans: readonly Span[]): string {
  let html = '';
  let at = 0;
  for (const span of spans) {
    if (span.start < at) continue;
    html += escapeHtml(text.slice(at, span.start)) + span.html;
    at = span.end;
  }
  return html + escapeHtml(text.slice(at));
}

/** Links first: a hashtag or mention inside an address is part of it. */
function spansOf(text: string, options: RenderOptions): Span[] {
  const spans: Span[] = findLinks(text).map((link) => ({ ...link, html: linkHtml(link.url) }));
  for (const mention of findMentions(text)) {
    const href = options.mentionHref(mention.username, mention.domain);
    if (href !== undefined) spans.push({ ...mention, html: mentionHtml(href, mention.username) });
  }
  for (const tag of findHashtags(text))
    spans.push({ ...tag, html: hashtagHtml(options.hashtagHref(tag.name), tag.name) });
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}

function linkHtml(url: string): string {
  const [, scheme, rest] = /^(https?:\/\/(?:www\.)?)(.*)$/is.exec(url)!;
  const shown = rest!.slice(0, LINK_SHOWN_MOST);
  const hidden = rest!.slice(LINK_SHOWN_MOST);
  const middle =
    hidden === ''
      ? `<span class="">${escapeHtml(shown)}</span>`
      : `<span class="ellipsis">${escapeHtml(shown)}</span>`;
  return `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${escapeHtml(scheme!)}</span>${middle}<span class="invisible">${escapeHtml(hidden)}</span></a>`;
}

function mentionHtml(href: string, username: string): string {
  return `<span class="h-card" translate="no"><a href="${escapeHtml(href)}" class="u-url mention">@<span>${escapeHtml(username)}</span></a></span>`;
}

function hashtagHtml(href: string, name: string): string {
  return `<a href="${escapeHtml(href)}" class="mention hashtag" rel="tag">#<span>${escapeHtml(name)}</span></a>`;
}

const CLASSES = ['mention', 'hashtag', 'ellipsis', 'invisible', 'h-card', 'u-url', 'quote-inline', 'p-name'];

/** Foreign HTML with only what text needs: no styles, forms, frames, images or scripts; links to http and https alone. */
export function sanitizeHtml(html: string): string {
  return sanitize(html, {
    allowedTags: [
      'p',
      'br',
      'span',
      'a',
      'del',
      's',
      'pre',
      'blockquote',
      'code',
      'b',
      'strong',
      'u',
      'i',
      'em',
      'ul',
      'ol',
      'li',
      'ruby',
      'rt',
      'rp',
    ],
    allowedAttributes: {
      a: ['href', 'rel', 'class', 'translate', 'target'],
      span: ['class', 'translate'],
      ol: ['start', 'reversed'],
      li: ['value'],
      p: ['class'],
    },
    allowedClasses: { '*': CLASSES },
    allowedSchemes: ['http', 'https'],
    allowProtocolRelative: false,
    allowedSchemesAppliedToAttributes: ['href'],
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template'],
    nestingLimit: 50,
    transformTags: {
      h1: 'strong',
      h2: 'strong',
      h3: 'strong',
      h4: 'strong',
      h5: 'strong',
      h6: 'strong',
      a: (tagName, attributes) => ({
        tagName,
        attribs: {
          ...attributes,
          rel: attributes['rel'] === 'tag' ? 'tag' : 'nofollow noopener noreferrer',
          target: '_blank',
        },
      }),
    },
  });
}

/** The text of HTML, paragraphs and breaks as line feeds. */
export function htmlToText(html: string): string {
  const broken = html.replace(/<br\s*\/?>/gi, '\n').replace(/<\/p>\s*<p[^>]*>/gi, '\n\n');
  return unescapeHtml(sanitize(broken, { allowedTags: [], allowedAttributes: {} })).trim();
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** Numeric and the commonest named entities as characters. */
export function unescapeHtml(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return NAMED[String(name).toLowerCase()] ?? whole;
    const code = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
      ? String.fromCodePoint(code)
      : whole;
  });
}
