/** What is needed to know that two lines of a timeline show the same status. */
type Line = { readonly id: number; readonly shows: number };

/**
 * Of several lines that show one status (itself, boosts of it) only the oldest on the page stays, as a reader met it first there.
 * Takes and returns newest first; `dropped` are the ids left out.
 */
export function collapse<T extends Line>(lines: readonly T[]): T[] {
  const kept: T[] = [];
  const shown = new Set<number>();
  for (let i = lines.length - 1; i >= 0; i--) {
    const line = lines[i]!;
    if (shown.has(line.shows)) continue;
    shown.add(line.shows);
    kept.push(line);
  }
  return kept.reverse();
}
