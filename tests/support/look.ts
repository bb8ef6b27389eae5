import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPage, type Way } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** How pages are looked over: English by day on a desk, Persian by night on a telephone. */
export const LOOKS = [
  { language: 'en', scripts: true, scheme: 'light', width: 1280 },
  { language: 'fa', scripts: true, scheme: 'dark', width: 390 },
] as const satisfies readonly Way[];

export function lookOf({ language, scheme }: Way): string {
  return language === 'fa' ? `Persian, ${scheme}, narrow` : `English, ${scheme}, wide`;
}

/** A path that leads nowhere: its page is looked over, too. */
export const NOWHERE = '/nothing';

export type Looking = {
  readonly browser: Browser;
  readonly origin: string;
  readonly look: Way;
  /** Signs in. */
  readonly enter?: (context: BrowserContext) => Promise<void>;
};

/** What is wrong with pages, a line each: what axe finds with all that is folded unfolded, what is wider than the screen, what fails. */
export async function faultsOn(paths: readonly string[], looking: Looking): Promise<readonly string[]> {
  const { context, page } = await openPage(looking.browser, looking.origin, looking.look);
  try {
    await looking.enter?.(context);
    const lines: string[] = [];
    for (const path of paths) {
      const response = await page.goto(path);
      const status = response?.status();
      if (status !== (path === NOWHERE ? 404 : 200)) lines.push(`${path} answered ${status}`);
      lines.push(...(await faultsIn(page)).map((fault) => `${path} ${fault}`));
    }
    return lines;
  } finally {
    await context.close();
  }
}

type Found = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };

async function faultsIn(page: Page): Promise<readonly string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  await page.evaluate(() => {
    for (const folded of document.querySelectorAll('details')) folded.open = true;
  });
  await page.evaluate(AXE);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as never as { axe: { run(): Promise<{ violations: Found[] }> } };
    return (await axe.run()).violations;
  });
  const told = found.map(
    ({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  return over > 0 ? [...told, `is ${over} pixels too wide`] : told;
}
