import { escapeHtml } from '#values/html.ts';

/** Plain text as HTML: empty lines part paragraphs. */
export function paragraphsHtml(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${escapeHtml(part).replaceAll('\n', '<br />')}</p>`)
    .join('');
}

/** Rules are written one a line. */
export function rulesFrom(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
