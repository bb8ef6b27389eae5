import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from '#machinery/house.ts';
import { accountCards } from '#rooms/accounts/index.ts';
import { type ReplayedPost, replayStore } from '#rooms/archive/replay-store.ts';
import { type Pace, waitsBetween } from '#rooms/archive/rules/replay-plan.ts';
import { callerOfToken, endTokens, issueToken } from '#rooms/oauth/index.ts';
import { REPLAY_SCOPE } from '#rooms/statuses/index.ts';
import { hashtagKey } from '#values/hashtag.ts';
import { timedIdAt } from '#values/ids.ts';
import { Refusal } from '#values/refusal.ts';

export const POSTS_MOST = 100_000;
const DAY_MS = 86_400_000;
const TRIES_MOST = 20;
const WAIT_USUALLY_SECONDS = 5;
const ANSWER_MOST_MS = 30_000;
/** Nobody is given this scope but here: what is posted with it is labelled a replay. */
const SCOPES = `write:statuses ${REPLAY_SCOPE}`;

/** Which imported posts: with a hashtag, within a time, or both. Milliseconds since 1970. */
export type ReplayChoice = {
  readonly tag: string | undefined;
  readonly from: number | undefined;
  readonly to: number | undefined;
};

export type ReplayReport = {
  readonly replayed: number;
  readonly failed: readonly { readonly id: number; readonly reason: string }[];
};

/** The imported posts a choice means, oldest first. */
export function chosenPosts(house: House, choice: ReplayChoice): ReplayedPost[] {
  const store = house.view().of(replayStore);
  const least = choice.from === undefined ? 0 : timedIdAt(choice.from);
  const below = choice.to === undefined ? Number.MAX_SAFE_INTEGER : timedIdAt(choice.to);
  if (choice.tag === undefined) return store.within(least, below, POSTS_MOST);
  return store.tagged(hashtagKey(choice.tag.replace(/^[#＃]/, '')), least, below, POSTS_MOST);
}

/**
 * Posts imported posts again, live, as their accounts, through the public API of a running server at `url`. What was an answer
 * to a post of the same replay is one again.
 */
export async function replay(
  house: House,
  posts: readonly ReplayedPost[],
  pace: Pace,
  url: string,
  progress: (line: string) => void,
): Promise<ReplayReport> {
  const tokens = await tokensFor(house, posts);
  const run = house.world.random(8).toString('hex');
  const made = new Map<number, string>();
  const failed: { id: number; reason: string }[] = [];
  const waits = waitsBetween(
    posts.map((post) => post.createdAt),
    pace,
  );
  try {
    for (const [i, post] of posts.entries()) {
      await wait(waits[i]!);
      const token = tokens.get(post.accountId)!;
      const parent = post.replyToId === null ? undefined : made.get(post.replyToId);
      const answer = await say(house, url, token, `${run}-${post.id}`, bodyOf(post, parent));
      if ('id' in answer) made.set(post.id, answer.id);
      else failed.push({ id: post.id, reason: answer.reason });
      const author = house.view().keep(accountCards).byId(post.accountId)?.username;
      progress(`${i + 1} of ${posts.length}: @${author}, ${new Date(post.createdAt).toISOString()}`);
    }
  } finally {
    await revoke(house, tokens);
  }
  return { replayed: made.size, failed };
}

/** Timers end at 24 days. */
async function wait(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= DAY_MS) await sleep(Math.min(left, DAY_MS));
}

async function tokensFor(house: House, posts: readonly ReplayedPost[]): Promise<Map<number, string>> {
  const tokens = new Map<number, string>();
  for (const { accountId } of posts)
    if (!tokens.has(accountId))
      tokens.set(
        accountId,
        await issueToken(house, { accountId, appId: null, scopes: SCOPES, kind: 'user' }),
      );
  return tokens;
}

async function revoke(house: House, tokens: ReadonlyMap<number, string>): Promise<void> {
  for (const [accountId, token] of tokens) {
    const { tokenId } = callerOfToken(house.view(), token);
    if (tokenId !== undefined) await endTokens(house, accountId, { tokenId });
  }
}

function bodyOf(post: ReplayedPost, parent: string | undefined) {
  return {
    status: post.text,
    visibility: 'public',
    spoiler_text: post.spoiler,
    sensitive: post.sensitive === 1,
    ...(post.language === null ? {} : { language: post.language }),
    ...(parent === undefined ? {} : { in_reply_to_id: parent }),
  };
}

type Said = { readonly id: string } | { readonly reason: string };

/** One post through the API. A server that says "not now" is asked again; the key keeps the post single. */
async function say(house: House, url: string, token: string, key: string, body: object): Promise<Said> {
  for (let tries = 1; ; tries++) {
    const response = await house.world
      .fetch(`${url}/api/v1/statuses`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(ANSWER_MOST_MS),
      })
      .catch((error: unknown) => {
        throw new Refusal(
          'unavailable',
          `No server answers at ${url}: ${(error as Error).message}; is it running? (--url)`,
        );
      });
    const answer = (await response.json().catch(() => ({}))) as { id?: string; error?: string };
    if (response.ok && answer.id !== undefined) return { id: answer.id };
    const later = response.status === 429 || response.status === 503;
    if (!later || tries >= TRIES_MOST) return { reason: answer.error ?? `answered ${response.status}` };
    await sleep(1_000 * (Number(response.headers.get('retry-after')) || WAIT_USUALLY_SECONDS));
  }
}
