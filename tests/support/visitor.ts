import { NOBODY } from '#machinery/http/caller.ts';
import { startSession } from '#rooms/oauth/session.ts';
import type { Person, TestHouse } from './house.ts';

export type Seen = {
  readonly status: number;
  readonly html: string;
  readonly headers: Headers;
  readonly path: string;
};

/** Somebody with a browser that runs no scripts: keeps cookies, sends forms with the page's own token, follows redirects. */
export type Visitor = {
  get(path: string): Promise<Seen>;
  /** Sends a form of the page seen last. */
  send(path: string, fields?: Readonly<Record<string, string>> | FormData): Promise<Seen>;
  readonly cookies: Map<string, string>;
};

export async function visit(
  test: TestHouse,
  options: { readonly as?: Person; readonly language?: string } = {},
): Promise<Visitor> {
  const cookies = new Map<string, string>();
  let token = '';
  if (options.as) takeCookies(cookies, [await startSession(test.house, NOBODY, options.as.id)]);

  async function ask(method: string, path: string, form?: FormData, hops = 0): Promise<Seen> {
    const headers = {
      'accept-language': options.language ?? 'en',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'sec-fetch-site': 'same-origin',
    };
    const response = await test.request(method, path, { headers, ...(form && { form }) });
    takeCookies(cookies, response.headers.getSetCookie());
    const location = response.headers.get('location');
    if (location?.startsWith('/') && hops < 5) return ask('GET', location, undefined, hops + 1);
    const html = await response.text();
    token = /name="form_token" value="([^"]+)"/.exec(html)?.[1] ?? token;
    return { status: response.status, html, headers: response.headers, path };
  }

  return {
    cookies,
    get: (path) => ask('GET', path),
    send(path, fields = {}) {
      const form = fields instanceof FormData ? fields : new FormData();
      if (!(fields instanceof FormData))
        for (const [name, value] of Object.entries(fields)) form.append(name, value);
      if (!form.has('form_token')) form.append('form_token', token);
      return ask('POST', path, form);
    },
  };
}

function takeCookies(cookies: Map<string, string>, lines: readonly string[]): void {
  for (const line of lines) {
    const [name, value] = line.split(';')[0]!.split('=');
    if (/Max-Age=0/i.test(line)) cookies.delete(name!);
    else cookies.set(name!, value ?? '');
  }
}
