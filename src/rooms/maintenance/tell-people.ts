import type { House } from '#machinery/house.ts';
import { defineJob } from '#machinery/jobs/job.ts';
import { type AccountRow, accountStore } from '#rooms/accounts/index.ts';
import { windowTold } from '#rooms/maintenance/keep-change.ts';
import { ownLanguages, postText, type Told, windowUrl } from '#rooms/maintenance/say-window.ts';
import { settingsOf } from '#rooms/settings/index.ts';
import { PUBLIC, post } from '#rooms/statuses/index.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

/**
 * The official account posts each step of a window, once in each language of the server. The effect's key is the post's
 * idempotency key, so that a job that runs twice posts once.
 */
export const tellPeople = defineJob(windowTold, async (house, told, key) => {
  const account = officialAccount(house);
  if (account) for (const language of ownLanguages(settingsOf(house.view()))) await tell(language);

  async function tell(language: ReturnType<typeof ownLanguages>[number]): Promise<void> {
    const text = postText(told, language, tellingOf(house, told));
    if (text === undefined || !account) return;
    const draft = { text, spoiler: '', visibility: PUBLIC, sensitive: false, language, mediaIds: [] };
    await post(house, account.id, draft, `${key}-${language}`).catch(unlessRefused);
  }
});

function tellingOf(house: House, told: Told) {
  const { status_zones: zones } = settingsOf(house.view());
  return { zones, url: windowUrl(house.origin, told.windowId), now: house.world.now() };
}

/** The account that posts about planned work, if the operator named one. */
function officialAccount(house: House): AccountRow | undefined {
  const { maintenance_account: name } = settingsOf(house.view());
  if (name === '') return undefined;
  const key = usernameKey(name.replace(/^@/, ''));
  const account = house.view().of(accountStore).byName(key, '');
  return account?.state === 'active' ? account : undefined;
}

/** What the account may not post it does not post; the rest of the notices go out all the same. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof Refusal) || error.kind === 'unavailable') throw error;
}
