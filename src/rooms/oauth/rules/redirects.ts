import { Refusal } from '#values/refusal.ts';

/** "Show me the code": for apps that cannot be redirected to. */
export const OOB = 'urn:ietf:wg:oauth:2.0:oob';
export const REDIRECTS_MOST = 20;
export const REDIRECT_LENGTH_MOST = 2_000;

/** Schemes that would run or open something on our page's behalf. */
const FORBIDDEN = new Set([
  'javascript:',
  'data:',
  'vbscript:',
  'blob:',
  'file:',
  'about:',
  'mailto:',
  'filesystem:',
]);

/** The redirect addresses an app registers: a list, or a text with white space between. Refuses what cannot be redirected to. */
export function parseRedirects(given: string | readonly string[]): readonly string[] {
  const uris = (typeof given === 'string' ? given.split(/\s+/) : given).filter((uri) => uri !== '');
  if (uris.length === 0) throw invalid("can't be blank");
  if (uris.length > REDIRECTS_MOST) throw invalid(`may be at most ${REDIRECTS_MOST}`);
  for (const uri of uris) checkRedirect(uri);
  return [...new Set(uris)];
}

/** Only printable ASCII: it goes back into a header byte for byte. No fragment: the code would not reach the app (RFC 6749 §3.1.2). */
function checkRedirect(uri: string): void {
  if (uri === OOB) return;
  if (uri.length > REDIRECT_LENGTH_MOST) throw invalid(`is longer than ${REDIRECT_LENGTH_MOST} characters`);
  if (!/^[a-z][a-z0-9+.-]*:[\x21-\x7e]+$/i.test(uri) || !URL.canParse(uri))
    throw invalid('must be an absolute URI.');
  if (uri.includes('#')) throw invalid('cannot contain a fragment.');
  if (FORBIDDEN.has(new URL(uri).protocol)) throw invalid('is forbidden by the server.');
}

function invalid(what: string): Refusal {
  return new Refusal('invalid', `Validation failed: Redirect URI ${what}`, 'redirect_uris');
}

/** Adds parameters to a redirect address without touching what the app registered. */
export function withParameters(
  uri: string,
  parameters: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return `${uri}${uri.includes('?') ? '&' : '?'}${query}`;
}

/** What a page's policy must name so that a form may end in this redirect: an origin, or a scheme of an app. */
export function formTarget(uri: string): string {
  const url = new URL(uri);
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.origin : url.protocol;
}
