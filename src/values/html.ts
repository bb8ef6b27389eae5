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
  const clean = text.replace(/\r\n?/g, '\n').trim();
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

/** What is more than text, in order. */
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

/** Clients show the first characters of a long address; the rest stays in the text for copying and searching. */
function linkHtml(url: string): string {
  const [, scheme, rest] = /^(https?:\/\/(?:www\.)?)(.*)$/isu.exec(url)!;
  const characters = [...rest!];
  const shown = characters.slice(0, LINK_SHOWN_MOST).join('');
  const hidden = characters.slice(LINK_SHOWN_MOST).join('');
  const ellipsis = hidden === '' ? '' : 'ellipsis';
  return (
    `<a href="${escapeHtml(url)}" target="_blank" rel="nofollow noopener noreferrer" translate="no">` +
    `<span class="invisible">${escapeHtml(scheme!)}</span>` +
    `<span class="${ellipsis}">${escapeHtml(shown)}</span>` +
    `<span class="invisible">${escapeHtml(hidden)}</span></a>`
  );
}

function mentionHtml(href: string, username: string): string {
  return `<span class="h-card" translate="no"><a href="${escapeHtml(href)}" class="u-url mention">@<span>${escapeHtml(username)}</span></a></span>`;
}

function hashtagHtml(href: string, name: string): string {
  return `<a href="${escapeHtml(href)}" class="mention hashtag" rel="tag">#<span>${escapeHtml(name)}</span></a>`;
}

const TAGS =
  'p br span a del s pre blockquote code b strong u i em ul ol li ruby rt rp h1 h2 h3 h4 h5 h6'.split(' ');
const CLASSES = ['mention', 'hashtag', 'ellipsis', 'invisible', 'h-card', 'u-url', 'p-name', 'quote-inline'];
const HEADING = { h1: 'strong', h2: 'strong', h3: 'strong', h4: 'strong', h5: 'strong', h6: 'strong' };
const NEVER_TEXT = ['script', 'style', 'textarea', 'option', 'noscript', 'title', 'template'];
const NESTING_MOST = 50;
/** UTF-16 units of foreign HTML that are read; the rest is cut off, since the parser takes quadratic time on deep nesting. */
export const FOREIGN_HTML_MOST = 50_000;

/** Foreign HTML with only what text needs: no styles, forms, frames, images or scripts; links to http and https alone. */
export function sanitizeHtml(html: string): string {
  return sanitize(html.slice(0, FOREIGN_HTML_MOST), {
    allowedTags: TAGS,
    allowedAttributes: {
      a: ['href', 'rel', 'translate', 'target'],
      span: ['translate'],
      ol: ['start', 'reversed'],
      li: ['value'],
    },
    allowedClasses: { a: CLASSES, span: CLASSES, p: CLASSES },
    allowedSchemes: ['http', 'https'],
    allowedSchemesAppliedToAttributes: ['href'],
    allowProtocolRelative: false,
    nonTextTags: NEVER_TEXT,
    nestingLimit: NESTING_MOST,
    transformTags: { ...HEADING, a: (tagName, attribs) => ({ tagName, attribs: safeLink(attribs) }) },
  });
}

/** Relative addresses would lead into our own pages, so they are dropped. */
function safeLink(attributes: Readonly<Record<string, string>>): Record<string, string> {
  const { href, ...rest } = attributes;
  const rel = /(?:^|\s)tag(?:\s|$)/i.test(attributes['rel'] ?? '') ? 'tag ' : '';
  const link = { ...rest, rel: `${rel}nofollow noopener noreferrer`, target: '_blank' };
  return href !== undefined && /^\s*https?:\/\//i.test(href) ? { ...link, href } : link;
}

/** The text of HTML: breaks and the ends of blocks as line feeds, paragraphs with an empty line between. */
export function htmlToText(html: string): string {
  const broken = html
    .slice(0, FOREIGN_HTML_MOST)
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/<\/(?:li|h[1-6]|div|pre)>/gi, '\n')
    .replace(/<\/(?:p|blockquote|ul|ol)>/gi, '\n\n');
  const text = sanitize(broken, { allowedTags: [], allowedAttributes: {}, nonTextTags: NEVER_TEXT });
  return unescapeHtml(text)
    .replace(/\n{3,}/g, '\n\n')
    .trim();
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
