import { ledgerGrown, textsRedacted, textsReleased } from '#rooms/ledger/events.ts';
import { commitmentOf, type Facts, leafText, type SealedText } from '#rooms/ledger/rules/leaf.ts';
import { REDACTION } from '#rooms/ledger/rules/served.ts';
import { ledgerStore } from '#rooms/ledger/store.ts';
import type { World } from '#values/world.ts';
import type { ApplyContext } from '#view/command.ts';

const SALT_BYTES = 16;
/** Far below what a bundle of entries can hold of each. */
const LEAF_MOST_BYTES = 16_384;

export type NewEntry = {
  /** What happened, in closed words: `window-planned`, `request-received`. */
  readonly kind: string;
  /** The public name of what it is about: `window/123`. */
  readonly about: string;
  readonly facts: Facts;
  /** Free texts: committed to in the leaf, served beside it. */
  readonly texts?: Readonly<Record<string, SealedText>>;
  /** Whether the texts are public at once; otherwise only after releaseTexts. */
  readonly shown?: boolean;
};

/** A text with a salt of its own, to travel in a command. */
export function sealText(world: World, text: string): SealedText {
  return { salt: world.random(SALT_BYTES).toString('base64url'), text };
}

/** Puts an entry on the public record; its index, from 0. Inside apply. Throws RangeError for facts beyond their bound. */
export function record(
  ctx: ApplyContext,
  { kind, about, facts, texts = {}, shown = true }: NewEntry,
): number {
  const store = ctx.of(ledgerStore);
  const idx = store.size();
  const sealed = Object.entries(texts).map(([name, text]) => ({
    name,
    commitment: commitmentOf(text),
    ...text,
  }));
  const commitments = Object.fromEntries(sealed.map(({ name, commitment }) => [name, commitment]));
  const leaf = leafText({ at: ctx.at, kind, about, facts, texts: commitments });
  if (Buffer.byteLength(leaf) > LEAF_MOST_BYTES) throw new RangeError('an entry of the ledger is too long');
  store.add({ idx, at: ctx.at, kind, about, facts: JSON.stringify(facts), leaf, shown: shown ? 1 : 0 });
  for (const text of sealed) store.addText({ idx, ...text });
  ctx.emit(ledgerGrown, { index: idx });
  return idx;
}

/** Makes the texts beside an entry public. Inside apply; nothing happens when they are. */
export function releaseTexts(ctx: ApplyContext, index: number): void {
  ctx.of(ledgerStore).show(index);
  ctx.emit(textsReleased, { index });
}

/** Takes the texts beside an entry and their salts away for good, which is an entry of its own. Inside apply. */
export function redactTexts(ctx: ApplyContext, index: number): void {
  ctx.of(ledgerStore).redact(index);
  ctx.emit(textsRedacted, { index });
  record(ctx, { kind: REDACTION, about: `entry/${index}`, facts: { entry: index } });
}
