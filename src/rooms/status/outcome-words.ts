import type { Speaker } from '#pages/dates.ts';
import type { Texts } from '#pages/texts/index.ts';
import type { WindowOutcome } from '#rooms/maintenance/index.ts';

/** How much was answered while the work went on, in a sentence or three. */
export function outcomeWords(texts: Texts, say: Speaker, outcome: WindowOutcome): string {
  const t = texts.status;
  const { measuredSeconds, availableSeconds, reads, writes } = outcome;
  if (measuredSeconds === 0) return t.notMeasured;
  const failed = (probes: typeof reads) =>
    t.ofAll(say.number(probes.failed), say.number(probes.failed + probes.accepted));
  const silence = Math.max(reads.longestSilenceMs, writes.longestSilenceMs);
  return [
    t.available(say.share(availableSeconds, measuredSeconds), say.number(measuredSeconds)),
    t.probes(failed(reads), failed(writes)),
    t.silence(say.number(silence)),
  ].join(' ');
}
