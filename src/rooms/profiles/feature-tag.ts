import { type House, submit } from '#machinery/house.ts';
import { requireActive } from '#rooms/accounts/index.ts';
import { takeTag } from '#rooms/hashtags/index.ts';
import { profileStore } from '#rooms/profiles/store.ts';
import { hashtagKey, isHashtag } from '#values/hashtag.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

export const FEATURED_TAGS_MOST = 10;

/** Puts a hashtag on one's profile; one that is there stays. Refuses a name that cannot be one, and too many. */
export async function featureTag(
  house: House,
  accountId: number,
  name: string,
): Promise<{ readonly id: number }> {
  const bare = name.trim().replace(/^[#＃]/, '');
  if (!isHashtag(bare)) throw new Refusal('invalid', 'Validation failed: Tag is not a valid hashtag', 'name');
  return submit(house, featureTagCommand, { accountId, key: hashtagKey(bare), name: bare });
}

type Feature = { readonly accountId: number; readonly key: string; readonly name: string };

export const featureTagCommand = defineCommand('feature-tag/1', (ctx, body: Feature) => {
  requireActive(ctx, body.accountId);
  const store = ctx.of(profileStore);
  const tagId = takeTag(ctx, body);
  const present = store.featuredTags(body.accountId);
  const known = present.find((tag) => tag.tagId === tagId);
  if (known) return { id: known.id };
  if (present.length >= FEATURED_TAGS_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: ${FEATURED_TAGS_MOST} hashtags can be featured at most`,
      'name',
    );
  const id = ctx.randomId();
  store.addFeaturedTag(id, body.accountId, tagId);
  return { id };
});

/** Takes a hashtag off one's profile. Refuses when it is not there. */
export async function unfeatureTag(house: House, accountId: number, id: number): Promise<void> {
  await submit(house, unfeatureTagCommand, { accountId, id });
}

export const unfeatureTagCommand = defineCommand(
  'unfeature-tag/1',
  (ctx, body: { readonly accountId: number; readonly id: number }) => {
    if (!ctx.of(profileStore).removeFeaturedTag(body.accountId, body.id))
      throw new Refusal('not-found', 'Record not found');
    return {};
  },
);
