import assert from 'node:assert/strict';
import type { TestHouse } from './house.ts';

/** A browser without scripts: keeps cookies, sends forms as they stand on the page, says where they are from. */
export type Browser = {
  get(path: string): Promise<Response>;
  /** Fetches a page, fills in its form and sends it; resolves with the answer, redirects not followed. */
  submit(path: string, fields: Record<string, string>, action?: string): Promise<Response>;
  /** Sends a form from the page at hand, without fetching it anew. */
  send(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** The hidden fields of the page at a path. */
  hidden(path: string): Promise<Record<string, string>>;
  readonly cookies: Map<string, string>;
};

export function openBrowser(server: TestHouse): Browser {
  const cookies = new Map<string, string>();
  const headers = () => ({ cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') });
  const keep = (response: Response) => {
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      if (value === '') cookies.delete(name!);
      else cookies.set(name!, value!);
    }
    return response;
  };
  const browser: Browser = {
    cookies,
    get: async (path) => keep(await server.request('GET', path, { headers: headers() })),
    async hidden(path) {
      const response = await browser.get(path);
      const text = await response.text();
      assert.equal(response.status, 200, `${path} answered ${response.status}: ${text.slice(0, 300)}`);
      return hiddenFields(text);
    },
    async submit(path, fields, action = path.split('?')[0]!) {
      return browser.send(action, { ...(await browser.hidden(path)), ...fields });
    },
    async send(path, fields, more = {}) {
      const from = { origin: server.house.origin, ...headers(), ...more };
      return keep(await server.request('POST', path, { form: fields, headers: from }));
    },
  };
  return browser;
}

/** Names and values of hidden inputs, unescaped. */
export function hiddenFields(html: string): Record<string, string> {
  const found = html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g);
  return Object.fromEntries([...found].map(([, name, value]) => [name!, unescaped(value!)]));
}

function unescaped(text: string): string {
  const signs: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => signs[name]!);
}
