import { html, type Markup } from '#pages/markup.ts';
import { outcomeWords } from '#rooms/status/outcome-words.ts';
import { partHeading } from '#rooms/status/part-heading.ts';
import type { Stage } from '#rooms/status/stage.ts';
import type { WindowNow } from '#rooms/status/views.ts';

/** What was measured while the work went on, and whence. */
export function windowOutcome({ texts, say }: Stage, { outcome }: WindowNow, whole: boolean): Markup | false {
  if (!outcome) return false;
  return html`<div>${partHeading(texts.status.outcome, whole)}<p>${outcomeWords(texts, say, outcome)}</p></div>`;
}
