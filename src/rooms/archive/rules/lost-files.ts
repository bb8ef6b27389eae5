import type { ArchiveMedia, ArchivePost } from '#rooms/archive/rules/post.ts';
import { escapeHtml, htmlToText } from '#values/html.ts';

/** What stands in a post for a file that could not be taken: where it could be seen, or what it showed. */
export function standIn(media: ArchiveMedia): string | undefined {
  if (media.description !== '')
    return media.link === undefined ? `[${media.description}]` : media.description;
  return media.link;
}

/** The same in HTML; '' where nothing is known of the file. */
export function standInHtml(media: ArchiveMedia): string {
  const words = escapeHtml(standIn(media) ?? '');
  if (words === '') return '';
  return `<p>${media.link === undefined ? words : `<a href="${escapeHtml(media.link)}">${words}</a>`}</p>`;
}

/** A post without some of its files, their stand-ins at its end. */
export function withoutFiles(post: ArchivePost, lost: readonly ArchiveMedia[]): ArchivePost {
  const media = post.media.filter((file) => !lost.includes(file));
  if (post.html !== undefined) {
    const html = post.html + lost.map(standInHtml).join('');
    return { ...post, media, html, text: htmlToText(html) };
  }
  const lines = lost.flatMap((file) => file.link ?? standIn(file) ?? []);
  return { ...post, media, text: [post.text, ...lines].join('\n').trim() };
}
