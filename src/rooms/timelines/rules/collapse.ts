import type { SeenStatus } from '#rooms/statuses/index.ts';

/** The id of what a line of a timeline shows: the status itself, or the one it boosts. */
export function shownBy(status: SeenStatus): number {
  return status.facts.row.boostOfId ?? status.facts.row.id;
}

/**
 * Of several lines that show one status (itself, boosts of it) only the oldest on the page stays, as a reader met it
 * first there. Newest first, in and out.
 */
export function collapse(lines: readonly SeenStatus[]): SeenStatus[] {
  const kept: SeenStatus[] = [];
  const shown = new Set<number>();
  for (const line of lines.toReversed()) {
    if (shown.has(shownBy(line))) continue;
    shown.add(shownBy(line));
    kept.push(line);
  }
  return kept.reverse();
}
