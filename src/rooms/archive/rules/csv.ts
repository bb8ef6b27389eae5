/** Rows of a CSV file. */
export const ROWS_MOST = 200_000;

/** Rows of fields, quoted or not, as Mastodon writes them. Empty lines are left out. Never throws. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let field = '';
  let quoted = false;
  const plain = text.replace(/^\uFEFF/, '');
  const endRow = () => {
    row.push(field);
    if (row.some((value) => value.trim() !== '') && rows.length < ROWS_MOST) rows.push(row);
    row = [];
    field = '';
  };
  for (let i = 0; i < plain.length; i++) {
    const sign = plain[i]!;
    if (quoted && sign === '"' && plain[i + 1] === '"') {
      field += '"';
      i++;
    } else if (sign === '"') quoted = !quoted;
    else if (quoted) field += sign;
    else if (sign === ',') {
      row.push(field);
      field = '';
    } else if (sign === '\n') endRow();
    else if (sign !== '\r') field += sign;
  }
  if (field !== '' || row.length > 0) endRow();
  return rows;
}

/** One row as CSV, with its line feed. A field that a spreadsheet would run as a formula is quoted like any other. */
export function csvRow(fields: readonly string[]): string {
  return `${fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(',')}\n`;
}
