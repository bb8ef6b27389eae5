import { unescapeHtml } from '#values/html.ts';

/** A short link of a tweet and where it leads. */
export type ShortLink = { readonly url: string; readonly expanded: string | undefined };

const SHORT = /https?:\/\/t\.co\/[A-Za-z0-9]+/g;

/**
 * The text of a tweet as it was written: HTML entities decoded, short links replaced by where they lead. A link whose
 * target is not known stays; one in `dropped` (a picture that the post itself carries) is taken out.
 */
export function tweetText(raw: string, links: readonly ShortLink[], dropped: ReadonlySet<string>): string {
  const targets = new Map(links.map((link) => [withoutScheme(link.url), link.expanded]));
  const gone = new Set([...dropped].map(withoutScheme));
  const text = unescapeHtml(raw).replace(SHORT, (url) => {
    if (gone.has(withoutScheme(url))) return '';
    const target = targets.get(withoutScheme(url));
    return target !== undefined && isWebLink(target) ? target : url;
  });
  return text.replaceAll('\r\n', '\n').replaceAll('\0', '').toWellFormed().trim();
}

function withoutScheme(url: string): string {
  return url.replace(/^https?:/, '');
}

export function isWebLink(url: string): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}
