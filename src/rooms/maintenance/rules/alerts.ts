import type { Span } from '#rooms/maintenance/rules/overlap.ts';

/** What others plan, under its public name. */
export type Theirs = Span & { readonly about: string };

/** Windows of the provider's notice that a slot of ours no longer covers. Nothing when one of them is covered. */
export function notCovered(ours: Span, theirs: readonly Theirs[]): readonly Theirs[] {
  const covered = theirs.some((one) => ours.startsAt <= one.startsAt && one.endsAt <= ours.endsAt);
  return covered ? [] : theirs;
}
