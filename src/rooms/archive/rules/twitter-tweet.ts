import {
  type ArchiveMedia,
  type ArchivePost,
  FILES_OF_POST_MOST,
  leftOut,
  type Reading,
  TEXT_MOST,
} from '#rooms/archive/rules/post.ts';
import { type Tweet, type TweetMedia, tweetShape } from '#rooms/archive/rules/twitter-shapes.ts';
import { isWebLink, type ShortLink, tweetText } from '#rooms/archive/rules/twitter-text.ts';
import { momentOf } from '#rooms/archive/rules/twitter-time.ts';

const PUBLIC = 0;
const FOLLOWERS = 2;
const PICTURE = /\.(jpe?g|png|webp|gif)$/i;

/** What a tweet's reading depends on besides the tweet. */
export type TweetSurroundings = {
  /** The account was protected when the archive was made: only followers saw its tweets. */
  readonly protected: boolean;
  /** The name in the bundle of a file of this tweet, by the last part of its address. */
  readonly fileOf: (tweetId: string, file: string) => string | undefined;
  /** The whole text of a tweet that holds only the beginning. */
  readonly noteOf: (createdAt: number, beginning: string) => Note | undefined;
};

export type Note = { readonly text: string; readonly links: readonly ShortLink[] };

/** One item of a tweets file, in any of its forms, as a post. */
export function readTweet(raw: unknown, around: TweetSurroundings): Reading {
  const inner = (raw as { tweet?: unknown } | null)?.tweet ?? raw;
  const parsed = tweetShape.safeParse(inner);
  const sourceId = parsed.success ? numberOf(parsed.data.id_str, parsed.data.id) : undefined;
  if (!parsed.success || sourceId === undefined) return leftOut('', 'it is no tweet: it has no number');
  const tweet = parsed.data;
  const createdAt = momentOf(sourceId, tweet.created_at);
  if (createdAt === undefined) return leftOut(sourceId, 'its date cannot be read');
  if (isForAFew(inner)) return leftOut(sourceId, 'it was written for a closed circle');
  const passedOn = /^RT @\w+/.test(tweet.full_text || tweet.text);
  const media = passedOn ? [] : mediaOf(tweet, sourceId, around);
  const carried = media.filter((m) => m.media.file !== undefined);
  const text = wholeText(tweet, createdAt, droppedLinks(media), around);
  if (text === '' && carried.length === 0) return leftOut(sourceId, 'it has neither text nor a picture');
  if (text.length > TEXT_MOST) return leftOut(sourceId, `its text is longer than ${TEXT_MOST} characters`);
  const onlyFollowers =
    around.protected || tweet.user?.protected === true || tweet.scopes?.followers === true;
  const post: ArchivePost = {
    sourceId,
    createdAt,
    dayOnly: false,
    timeEstimated: false,
    editedAt: undefined,
    text,
    html: undefined,
    spoiler: '',
    sensitive: tweet.possibly_sensitive && carried.length > 0,
    visibility: onlyFollowers ? FOLLOWERS : PUBLIC,
    language: undefined,
    replyTo: numberOf(tweet.in_reply_to_status_id_str, tweet.in_reply_to_status_id),
    boostOf: undefined,
    media: carried.map((m) => m.media),
    tags: [],
    mentions: [],
  };
  return { post, remarks: media.flatMap((m) => m.remark ?? []) };
}

/** A tweet's number; a JSON number that lost its last digits is none. */
function numberOf(text: string, number: string): string | undefined {
  if (/^[1-9]\d{0,19}$/.test(text)) return text;
  return /^[1-9]\d{0,15}$/.test(number) && Number.isSafeInteger(Number(number)) ? number : undefined;
}

/** Circles and paid subscriptions: nothing here shows a post to so few. */
function isForAFew(raw: unknown): boolean {
  const tweet = raw as Record<string, unknown>;
  return ['trusted_friends_control', 'trusted_friends_info', 'exclusive_tweet_control'].some(
    (key) => tweet[key] != null,
  );
}

function wholeText(
  tweet: Tweet,
  createdAt: number,
  dropped: ReadonlySet<string>,
  around: TweetSurroundings,
): string {
  const links = linksOf(tweet.entities.urls, [
    ...tweet.entities.media,
    ...(tweet.extended_entities?.media ?? []),
  ]);
  const text = tweetText(tweet.full_text || tweet.text, links, dropped);
  const original = tweet.retweeted_status;
  if (original && /^RT @\w+/.test(text)) {
    const whole = tweetText(
      original.full_text || original.text,
      linksOf(original.entities.urls, original.entities.media),
      new Set(),
    );
    return whole === '' ? text : `RT @${original.user.screen_name}: ${whole}`;
  }
  const note = around.noteOf(createdAt, text);
  return note ? tweetText(note.text, [...links, ...note.links], dropped) : text;
}

function linksOf(urls: Tweet['entities']['urls'], media: readonly TweetMedia[]): ShortLink[] {
  return [...urls, ...media].map((link) => ({ url: link.url, expanded: link.expanded_url || undefined }));
}

/** Several pictures share one link: it goes only when all of them are taken. */
function droppedLinks(media: readonly FoundMedia[]): ReadonlySet<string> {
  const kept = new Set(media.filter((m) => m.media.file === undefined).map((m) => m.url));
  return new Set(media.map((m) => m.url).filter((url) => !kept.has(url)));
}

type FoundMedia = { readonly media: ArchiveMedia; readonly url: string; readonly remark: string | undefined };

function mediaOf(tweet: Tweet, sourceId: string, around: TweetSurroundings): FoundMedia[] {
  const all = tweet.extended_entities?.media.length ? tweet.extended_entities.media : tweet.entities.media;
  return all.slice(0, FILES_OF_POST_MOST).map((media) => {
    const picture = media.type === 'photo' || media.type === '';
    const file = picture
      ? around.fileOf(sourceId, lastPart(media.media_url_https || media.media_url))
      : undefined;
    const known = file !== undefined && PICTURE.test(file) ? file : undefined;
    return {
      url: media.url,
      media: {
        file: known,
        link: isWebLink(media.expanded_url) ? media.expanded_url : undefined,
        description: media.ext_alt_text,
        focusX: 0,
        focusY: 0,
      },
      remark: known ? undefined : picture ? NOT_THERE : 'films are not taken; its text keeps the link',
    };
  });
}

const NOT_THERE = 'its picture is not in the archive; its text keeps the link';

function lastPart(url: string): string {
  return url.split('?')[0]!.split('/').at(-1) ?? '';
}

/** The numbers of all versions of an edited tweet, oldest first; of most there is one. */
export function versionsOf(raw: unknown): readonly string[] {
  const inner = (raw as { tweet?: unknown } | null)?.tweet ?? raw;
  const parsed = tweetShape.safeParse(inner);
  const info = parsed.success ? parsed.data.edit_info : undefined;
  return info?.edit?.editControlInitial?.editTweetIds ?? info?.initial?.editTweetIds ?? [];
}
