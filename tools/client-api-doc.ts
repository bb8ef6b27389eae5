import { readFileSync, writeFileSync } from 'node:fs';
import { LATER, type LaterRow } from '#rooms/instance/later.ts';

/** Where the page lies. */
export const CLIENT_API_PAGE = new URL('../docs/client-api.md', import.meta.url);

const MARK =
  '<!-- What follows is written by `node tools/client-api-doc.ts`; a test says when it is stale. -->';

const SAYS: Readonly<Record<LaterRow['answer']['kind'], (row: LaterRow) => string>> = {
  empty: ({ answer }) => `200 \`${JSON.stringify((answer as { value: unknown }).value)}\``,
  'no such thing': () => '404: there is no such thing',
  'not yet': () => '422: this server cannot do that yet',
};

/** The page as it should be: its own words above the mark, the table of what comes later below it. */
export function clientApiPage(present: string): string {
  const words = present.split(MARK)[0]!;
  const rows = LATER.map(
    (row) => `| ${row.feature} | \`${row.method} ${row.path}\` | ${SAYS[row.answer.kind](row)} |`,
  );
  const table = ['| feature | operation | answers today |', '| --- | --- | --- |', ...rows].join('\n');
  return `${words}${MARK}\n\n${table}\n`;
}

if (import.meta.main) writeFileSync(CLIENT_API_PAGE, clientApiPage(readFileSync(CLIENT_API_PAGE, 'utf8')));
