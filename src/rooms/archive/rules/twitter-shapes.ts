import { z } from 'zod';

/** The parts of Twitter's archives that are read. What is not named here (places, clients, addresses, days of joining) never enters. */

const number = z.union([z.string(), z.number().transform(String)]).catch('');
const text = z.string().catch('');
const list = <T extends z.ZodType>(item: T) => z.array(item).catch([]);

const media = z.object({
  url: text,
  expanded_url: text,
  media_url_https: text,
  media_url: text,
  type: text,
  ext_alt_text: text,
  video_info: z
    .object({ variants: list(z.object({ url: text })) })
    .optional()
    .catch(undefined),
});
const entities = z.object({
  urls: list(z.object({ url: text, expanded_url: text })),
  media: list(media),
});
const NO_ENTITIES = { urls: [], media: [] };
const versions = z
  .object({ editTweetIds: list(number) })
  .optional()
  .catch(undefined);

export const tweetShape = z.object({
  id_str: number,
  id: number,
  created_at: text,
  full_text: text,
  text,
  in_reply_to_status_id_str: number,
  in_reply_to_status_id: number,
  possibly_sensitive: z.boolean().catch(false),
  entities: entities.catch(NO_ENTITIES),
  extended_entities: entities.optional().catch(undefined),
  user: z
    .object({ id_str: number, screen_name: text, name: text, protected: z.boolean().catch(false) })
    .optional()
    .catch(undefined),
  retweeted_status: z
    .object({
      text,
      full_text: text,
      entities: entities.catch(NO_ENTITIES),
      user: z.object({ screen_name: text }),
    })
    .optional()
    .catch(undefined),
  scopes: z
    .object({ followers: z.boolean().catch(false) })
    .optional()
    .catch(undefined),
  edit_info: z
    .object({
      initial: versions,
      edit: z.object({ editControlInitial: versions }).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
});

export type Tweet = z.output<typeof tweetShape>;
export type TweetMedia = z.output<typeof media>;

/** A long post of a paying user; its tweet holds only the beginning. */
export const noteTweetShape = z.object({
  noteTweet: z.object({
    createdAt: text,
    core: z.object({ text, urls: list(z.object({ shortUrl: text, expandedUrl: text })) }),
  }),
});

export const userDetailsShape = z.object({ id: number, screen_name: text, full_name: text, bio: text });
export const accountShape = z.object({
  account: z.object({ accountId: number, username: text, accountDisplayName: text }),
});
export const manifestShape = z.object({
  userInfo: z.object({ accountId: number, userName: text, displayName: text }),
});
export const profileShape = z.object({
  profile: z.object({
    description: z.object({ bio: text }).catch({ bio: '' }),
    avatarMediaUrl: text,
    headerMediaUrl: text,
  }),
});
export const protectionShape = z.object({
  protectedHistory: z.object({ protectedAt: text, action: text }),
});
