import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is on this machine, undefined when it is not. */
function findChromium(): string | undefined {
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(':')];
  const paths = folders.flatMap((folder) => [join(folder, 'chromium'), join(folder, 'chromium-browser')]);
  return paths.find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const path = findChromium();

/** For `test(name, { skip }, …)`: says in one line what is lacking, false when nothing is. */
export const skip: string | false =
  path === undefined ? 'Chromium is not installed (Debian: chromium)' : false;

export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: path!, headless: true, args: ARGUMENTS });
}

export type Way = {
  readonly language: 'en' | 'fa';
  readonly scripts: boolean;
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
};

/** Both languages, with and without scripts. */
export const WAYS: readonly Way[] = [
  { language: 'en', scripts: true },
  { language: 'fa', scripts: true },
  { language: 'en', scripts: false },
  { language: 'fa', scripts: false },
];

export function nameOf(way: Way): string {
  return `${way.language === 'fa' ? 'in Persian' : 'in English'} ${way.scripts ? 'with' : 'without'} scripts`;
}

/** A fresh browser profile and a page in it. What goes wrong in the page is gathered in `faults`. */
export async function openPage(
  browser: Browser,
  origin: string,
  way: Way,
): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly faults: string[] }> {
  const context = await browser.newContext({
    baseURL: origin,
    locale: way.language === 'fa' ? 'fa-IR' : 'en-US',
    javaScriptEnabled: way.scripts,
    colorScheme: way.scheme ?? 'light',
    viewport: { width: way.width ?? 1280, height: 900 },
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      faults.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      faults.push(message.text());
  });
  return { context, page, faults };
}

/** Signs a page's profile in by cookie. */
export async function enter(context: BrowserContext, origin: string, setCookie: string): Promise<void> {
  const [name, value] = setCookie.split(';')[0]!.split('=');
  await context.addCookies([{ name: name!, value: value!, url: origin }]);
}
