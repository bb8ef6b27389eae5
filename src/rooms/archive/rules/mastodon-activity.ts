import { standInHtml } from '#rooms/archive/rules/lost-files.ts';
import { narrowest } from '#rooms/archive/rules/mastodon-audience.ts';
import { type Activity, activityShape, type Note, noteShape } from '#rooms/archive/rules/mastodon-shapes.ts';
import {
  type ArchiveMedia,
  type ArchivePost,
  FILES_OF_POST_MOST,
  leftOut,
  type Reading,
  TEXT_MOST,
} from '#rooms/archive/rules/post.ts';
import { isWebLink } from '#rooms/archive/rules/twitter-text.ts';
import { parseTime } from '#rooms/archive/rules/twitter-time.ts';
import { escapeHtml, htmlToText } from '#values/html.ts';
import { isLanguage } from '#values/language.ts';

const LINKS_MOST = 200;

/** What an activity's reading depends on besides the activity. */
export type ActivitySurroundings = {
  /** Address of the author, and of the author's followers; '' when the archive does not tell. */
  readonly actor: string;
  readonly followers: string;
  /** The name in the bundle of an attachment, by its address. */
  readonly fileOf: (url: string) => string | undefined;
};

/** One activity of an outbox as a post. */
export function readActivity(raw: unknown, around: ActivitySurroundings): Reading {
  const parsed = activityShape.safeParse(raw);
  if (!parsed.success) return leftOut('', 'it is no activity');
  const activity = parsed.data;
  if (around.actor !== '' && activity.actor !== undefined && activity.actor !== around.actor)
    return leftOut(activity.id, 'it was written by somebody else');
  if (activity.type === 'Announce') return readBoost(activity, around);
  if (activity.type !== 'Create') return leftOut(activity.id, `it is no post but ${activity.type}`);
  const note = noteShape.safeParse(activity.object);
  if (!note.success) return leftOut(activity.id, 'it has no post in it');
  return readNote(note.data, activity, around);
}

/** A boost is a post that only points at another; whether that one is here is seen later. */
function readBoost(activity: Activity, around: ActivitySurroundings): Reading {
  const object = activity.object;
  const boostOf = typeof object === 'string' ? object : (object as { id?: unknown } | null)?.id;
  const createdAt = parseTime(activity.published);
  if (typeof boostOf !== 'string' || activity.id === '')
    return leftOut(activity.id, 'it boosts nothing that is named');
  if (createdAt === undefined) return leftOut(activity.id, 'its date cannot be read');
  const visibility = narrowest(activity, { to: [], cc: [] }, around.followers);
  return { post: { ...EMPTY, sourceId: activity.id, createdAt, visibility, boostOf }, remarks: [] };
}

const EMPTY = {
  dayOnly: false,
  timeEstimated: false,
  editedAt: undefined,
  text: '',
  html: undefined,
  spoiler: '',
  sensitive: false,
  language: undefined,
  replyTo: undefined,
  boostOf: undefined,
  media: [],
  tags: [],
  mentions: [],
} as const;

function readNote(note: Note, activity: Activity, around: ActivitySurroundings): Reading {
  const createdAt = parseTime(note.published || activity.published);
  if (createdAt === undefined) return leftOut(note.id, 'its date cannot be read');
  const media = note.attachment.slice(0, FILES_OF_POST_MOST).map((file) => mediaOf(file, around));
  const plain = plainText(note, media);
  const html = plain === undefined ? contentOf(note, media) : undefined;
  if (html === '' && media.every((m) => m.file === undefined))
    return leftOut(
      note.id,
      media.length === 0 ? 'it has no text' : 'it has no text, and its files are not in the archive',
    );
  if ((plain?.length ?? 0) > TEXT_MOST || (html?.length ?? 0) > TEXT_MOST * 4)
    return leftOut(note.id, `its text is longer than ${TEXT_MOST} characters`);
  const post: ArchivePost = {
    ...EMPTY,
    sourceId: note.id,
    createdAt,
    editedAt: note.updated === '' ? undefined : parseTime(note.updated),
    timeEstimated: note.timeEstimated,
    text: plain ?? htmlToText(html ?? ''),
    html,
    spoiler: note.summary.slice(0, TEXT_MOST),
    sensitive: note.sensitive || note.summary !== '',
    visibility: narrowest(activity, note, around.followers),
    language: languageOf(note),
    replyTo: note.inReplyTo,
    media: media.filter((m) => m.file !== undefined),
    tags: linksOf(note, 'Hashtag'),
    mentions: linksOf(note, 'Mention'),
  };
  return { post, remarks: remarksOf(note, media) };
}

/** What was written, where the archive tells that it is all of the content. Rooftop's own archives do. */
function plainText(note: Note, media: readonly ArchiveMedia[]): string | undefined {
  const whole = media.every((m) => m.file !== undefined) && note.oneOf.length + note.anyOf.length === 0;
  const isPlain = note.source?.mediaType === 'text/plain' && note.source.content !== '';
  return whole && isPlain ? note.source?.content.toWellFormed() : undefined;
}

/** The content; of files that the archive lacks their descriptions and addresses; of a poll its options. */
function contentOf(note: Note, media: readonly ArchiveMedia[]): string {
  const options = [...note.oneOf, ...note.anyOf].map((option) => `<li>${escapeHtml(option.name)}</li>`);
  const lacking = media.filter((m) => m.file === undefined);
  return [
    note.content,
    options.length === 0 ? '' : `<ul>${options.join('')}</ul>`,
    ...lacking.map(standInHtml),
  ].join('');
}

function mediaOf(file: Note['attachment'][number], around: ActivitySurroundings): ArchiveMedia {
  const [focusX, focusY] = file.focalPoint ?? [0, 0];
  const picture = file.mediaType === '' || file.mediaType.startsWith('image/');
  return {
    file: picture ? around.fileOf(file.url) : undefined,
    link: isWebLink(file.url) ? file.url : undefined,
    description: file.name.slice(0, TEXT_MOST),
    focusX: Math.min(1, Math.max(-1, focusX)),
    focusY: Math.min(1, Math.max(-1, focusY)),
  };
}

function remarksOf(note: Note, media: readonly ArchiveMedia[]): string[] {
  const poll = note.oneOf.length + note.anyOf.length > 0 ? ['its poll is kept as text'] : [];
  const lacking = media.flatMap((m, i) => {
    if (m.file !== undefined) return [];
    const picture = !/^(video|audio)\//.test(note.attachment[i]!.mediaType);
    return [picture ? 'its picture is not in the archive' : 'films and sound are not taken'];
  });
  return [...poll, ...lacking];
}

/** The language the author set; servers write it as the only key of `contentMap`. */
function languageOf(note: Note): string | undefined {
  const languages = Object.keys(note.contentMap);
  return languages.length === 1 && languages[0] !== 'und' && isLanguage(languages[0]!)
    ? languages[0]
    : undefined;
}

function linksOf(note: Note, type: string) {
  return note.tag
    .filter((tag) => tag.type === type && tag.name !== '')
    .slice(0, LINKS_MOST)
    .map((tag) => ({ name: tag.name.replace(/^[#@]/, ''), href: tag.href }));
}
