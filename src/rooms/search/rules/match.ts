import type { PostQuery } from '#rooms/search/rules/query.ts';

/**
 * What the index keeps beside the text, as words of their own: `pub` for public posts, `by<id>` the author, `to<id>` who is
 * mentioned, `lang<code>`, `has…`, `is…`. With them who may find what is part of the full-text query.
 */
export function marksOf(status: {
  readonly authorId: number;
  readonly isPublic: boolean;
  readonly mentionedIds: readonly number[];
  readonly language: string | null;
  readonly media: readonly string[];
  readonly isReply: boolean;
  readonly sensitive: boolean;
  readonly hasLink: boolean;
}): string {
  const language = status.language?.split('-')[0]?.toLowerCase();
  return [
    `by${status.authorId}`,
    ...(status.isPublic ? ['pub'] : []),
    ...status.mentionedIds.map((id) => `to${id}`),
    ...(language ? [`lang${language}`] : []),
    ...(status.media.length > 0 ? ['hasmedia'] : []),
    ...status.media.map((kind) => `has${kind}`),
    ...(status.hasLink ? ['haslink'] : []),
    ...(status.isReply ? ['isreply'] : []),
    ...(status.sensitive ? ['issensitive'] : []),
  ].join(' ');
}

/** The FTS5 expression of a query for one viewer; undefined when it asks for nothing. `authorIds` are those of `from:`. */
export function matchOf(
  query: PostQuery,
  viewerId: number | undefined,
  authorIds: readonly number[],
): string | undefined {
  const asked = query.words.length + query.marks.length + query.from.length;
  if (asked === 0 || (query.from.length > 0 && authorIds.length === 0)) return undefined;
  const must = [
    ...query.words.map((words) => `text : ${quoted(words)}`),
    ...query.marks.map((mark) => `marks : ${quoted(mark)}`),
    ...(authorIds.length > 0 ? [anyMark(authorIds.map((id) => `by${id}`))] : []),
    anyMark(scopeMarks(query.scope, viewerId)),
  ].join(' AND ');
  const not = [
    ...query.without.map((words) => `text : ${quoted(words)}`),
    ...query.withoutMarks.map((mark) => `marks : ${quoted(mark)}`),
  ];
  return not.length === 0 ? must : `(${must}) NOT (${not.join(' OR ')})`;
}

/** Public posts, one's own, and those that mention one. */
function scopeMarks(scope: PostQuery['scope'], viewerId: number | undefined): string[] {
  const own = viewerId === undefined ? [] : [`by${viewerId}`, `to${viewerId}`];
  if (scope === 'library') return own.length > 0 ? own : ['nothing'];
  return scope === 'public' ? ['pub'] : ['pub', ...own];
}

function anyMark(marks: readonly string[]): string {
  return `marks : (${marks.map(quoted).join(' OR ')})`;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
