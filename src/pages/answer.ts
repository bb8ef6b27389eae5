import { type Headers, html, seeOther } from '#machinery/http/answer.ts';
import { type PageOptions, page } from '#pages/layout.ts';
import type { Markup } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';

/** A whole page as an answer. */
export function pageAnswer(
  screen: Screen,
  options: PageOptions,
  content: Markup,
  status = 200,
  headers: Headers = {},
): Response {
  return html(page(screen, options, content), status, headers);
}

/** A piece of a page, for scripts to put in. */
export function fragmentAnswer(content: Markup): Response {
  return html(content.toString());
}

/** After a form: back to the page it stood on, or to `fallback`. */
export function goBack(body: unknown, fallback = '/', headers: Headers = {}): Response {
  return seeOther(localPath((body as { back?: unknown } | null)?.back) ?? fallback, headers);
}

/** A path on this server, undefined for anything that could lead elsewhere. */
export function localPath(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 8_000) return undefined;
  return /^\/(?![/\\])[\x21-\x7e]*$/.test(given) && !given.includes('\\') ? given : undefined;
}
