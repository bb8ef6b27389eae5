import type { ArchivePost } from '#rooms/archive/rules/post.ts';
import { findHashtags, hashtagKey, isHashtag } from '#values/hashtag.ts';
import { escapeHtml, renderText, sanitizeHtml } from '#values/html.ts';

const TAGS_MOST = 100;

/** A post's text made ready to be shown here. */
export type Dressed = {
  readonly html: string;
  readonly tags: readonly { readonly key: string; readonly name: string }[];
};

const tagHref = (name: string) => `/tags/${encodeURIComponent(name)}`;

/** Where a mentioned `@name` or `@name@domain` leads, undefined to leave it as text. */
export type MentionHref = (username: string, domain: string | undefined) => string | undefined;

/**
 * Renders what an archive holds: plain text with its links and hashtags, foreign HTML sanitised with its hashtags led here.
 * `mentionHref` knows only people whom the archive names by an address that is known here: a bare `@name` of another service
 * is not ours. Links to this server (`origin`) are kept relative.
 */
export function dress(post: ArchivePost, origin: string, mentionHref: MentionHref): Dressed {
  if (post.html === undefined) {
    const html = renderText(post.text, { mentionHref, hashtagHref: tagHref });
    return { html, tags: tagsOf(findHashtags(post.text).map((tag) => tag.name)) };
  }
  const names = post.tags.map((tag) => tag.name).filter(isHashtag);
  let html = sanitizeHtml(post.html).replaceAll(`href="${escapeHtml(origin)}/`, 'href="/');
  for (const tag of post.tags)
    if (isHashtag(tag.name) && tag.href !== '')
      html = html.replaceAll(`href="${escapeHtml(tag.href)}"`, `href="${tagHref(tag.name)}"`);
  return { html, tags: tagsOf(names) };
}

function tagsOf(names: readonly string[]): Dressed['tags'] {
  const tags = new Map<string, string>();
  for (const name of names) {
    const key = hashtagKey(name);
    if (!tags.has(key) && tags.size < TAGS_MOST) tags.set(key, name);
  }
  return [...tags].map(([key, name]) => ({ key, name }));
}
