import type { PostCard } from '#pages/cards.ts';
import type { Composing } from '#pages/parts/composer.ts';
import { type Typed, UNTYPED } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import { userStore } from '#rooms/accounts/index.ts';
import { LENGTH_MOST } from '#rooms/statuses/rules/compose.ts';
import { visibilityCode, visibilityName } from '#rooms/statuses/rules/visibility.ts';
import type { View } from '#view/reader.ts';

type Start = {
  readonly typed?: Typed;
  readonly key?: string | undefined;
  readonly kept?: Composing['kept'];
  readonly focus?: boolean;
  /** What it answers, with the handles to begin with. */
  readonly replyTo?: PostCard | undefined;
  readonly mentions?: readonly string[];
};

/** The form for a new post or reply, as this person likes to begin one. A reply is never wider than what it answers. */
export function newPostForm(screen: Screen, view: View, accountId: number, start: Start = {}): Composing {
  const user = view.of(userStore).byId(accountId);
  const usual = user?.defaultVisibility ?? 0;
  const answered = start.replyTo ? visibilityCode(start.replyTo.visibility) : 0;
  const mentions = start.mentions ?? [];
  return {
    action: '/publish',
    typed: start.typed ?? UNTYPED,
    key: start.key ?? screen.newKey(),
    lengthMost: LENGTH_MOST,
    visibility: visibilityName(Math.max(usual, answered)),
    language: user?.defaultLanguage ?? '',
    sensitive: user?.defaultSensitive === 1,
    spoiler: start.replyTo?.spoiler ?? '',
    text: mentions.map((handle) => `${handle} `).join(''),
    replyTo: start.replyTo,
    kept: start.kept ?? [],
    focus: start.focus ?? false,
  };
}
