import { z } from 'zod';
import type { Source } from '#rooms/ledger/fetch-ledger.ts';
import type { ServedEntry } from '#rooms/ledger/rules/served.ts';

const PAGE = 256;
/** Pages of entries that may have come on meanwhile. */
const MORE_PAGES_MOST = 4;

const entries: z.ZodType<readonly ServedEntry[]> = z
  .array(
    z.object({
      index: z.number().int().nonnegative(),
      leaf: z.string(),
      texts: z.array(
        z.object({
          name: z.string(),
          state: z.enum(['shown', 'withheld', 'removed']),
          text: z.string().optional(),
          salt: z.string().optional(),
        }),
      ),
    }),
  )
  .max(PAGE);

/**
 * The entries as a server tells them, with those that came after the head of `size` entries: they say what was redacted
 * since. A word on what is wrong when it does not tell them all in order.
 */
export async function fetchEntries(source: Source, size: number): Promise<readonly ServedEntry[] | string> {
  const all: ServedEntry[] = [];
  while (all.length < size + MORE_PAGES_MOST * PAGE) {
    const bytes = await source(`api/rooftop/v1/ledger/entries?from=${all.length}&limit=${PAGE}`);
    const page = bytes && readPage(bytes.toString());
    if (!page?.every(({ index }, i) => index === all.length + i)) return 'the entries are not to be had';
    all.push(...page);
    if (page.length < PAGE) break;
  }
  return all.length < size ? `only ${all.length} entries are told of` : all;
}

function readPage(text: string): readonly ServedEntry[] | undefined {
  try {
    return entries.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
