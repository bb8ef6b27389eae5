import { type House, submit } from '#machinery/house.ts';
import { HASHTAG, LANGUAGE } from '#rooms/activity/close-bucket.ts';
import { type GroupRow, groupStore } from '#rooms/activity/store.ts';
import { record } from '#rooms/ledger/index.ts';
import { hashtagKey } from '#values/hashtag.ts';
import { isLanguage } from '#values/language.ts';
import { tellsMoments } from '#values/local-moments.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';

/** No group counts more than this many times: the cap is published, so that no weight decides alone. */
export const WEIGHT_MOST = 4;
const GROUPS_MOST = 50;

/**
 * Protects a group: `fa` or another language, or a `#hashtag`. `weight` 0 to 4; `zone`: whose waking hours stand in for it when counts say
 * nothing. Goes on the ledger. Refuses what is no language or hashtag.
 */
export async function protectGroup(
  house: House,
  who: string,
  weight: number,
  zone: string | null,
): Promise<string> {
  const name = groupNamed(who);
  if (!(weight >= 0 && weight <= WEIGHT_MOST))
    throw new Refusal('invalid', `weight: from 0 to ${WEIGHT_MOST}`, 'weight');
  if (zone !== null && !tellsMoments(zone))
    throw new Refusal('invalid', `zone: there is no time zone "${zone}"`, 'zone');
  await submit(house, protectGroupCommand, { name, weight, zone });
  return name;
}

/** Protects a group no more. Refuses one that is not protected. */
export async function unprotectGroup(house: House, who: string): Promise<void> {
  await submit(house, unprotectGroupCommand, { name: groupNamed(who) });
}

function groupNamed(who: string): string {
  if (/^[#＃]/.test(who)) {
    const key = hashtagKey(who.slice(1));
    if (key !== '') return `${HASHTAG}${key}`;
  } else if (isLanguage(who)) return `${LANGUAGE}${who}`;
  throw new Refusal('invalid', `group: "${who}" is neither a language nor a #hashtag`, 'group');
}

export const protectGroupCommand = defineCommand('protect-group/1', (ctx, group: GroupRow) => {
  const store = ctx.of(groupStore);
  const known = store.all();
  if (known.length >= GROUPS_MOST && !known.some(({ name }) => name === group.name))
    throw new Refusal('invalid', `At most ${GROUPS_MOST} groups are protected`, 'group');
  store.put(group);
  const { name, weight, zone } = group;
  record(ctx, { kind: 'group-protected', about: 'planner', facts: { group: name, weight, zone } });
  return {};
});

export const unprotectGroupCommand = defineCommand(
  'unprotect-group/1',
  (ctx, { name }: { readonly name: string }) => {
    if (!ctx.of(groupStore).remove(name))
      throw new Refusal('not-found', 'This group is not protected', 'group');
    record(ctx, { kind: 'group-unprotected', about: 'planner', facts: { group: name } });
    return {};
  },
);
