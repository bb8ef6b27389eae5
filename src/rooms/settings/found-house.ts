import type { Db } from '#log/sqlite.ts';
import { settingStore } from '#rooms/settings/store.ts';
import { Refusal } from '#values/refusal.ts';
import { defineCommand } from '#view/command.ts';
import type { Submit } from '#view/writer.ts';

/** The name under which the domain is stored; no operator's setting is called so. */
const DOMAIN = 'domain';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Writes the domain of all handles into the log, as its first entry. Refuses as `requireDomain` does. */
export async function foundHouse(db: Db, submit: Submit, origin: string): Promise<void> {
  if (db.of(settingStore).get(DOMAIN) !== undefined) return requireDomain(db, origin);
  const body = JSON.stringify({ domain: domainOf(origin) });
  await submit({ id: 'found-house', kind: foundHouseCommand.kind, body }, 'interactive');
}

/** Refuses to go on under another domain: everything that others know about this server would be wrong. */
export function requireDomain(db: Db, origin: string): void {
  const founded = db.of(settingStore).get(DOMAIN);
  const domain = domainOf(origin);
  if (founded !== undefined && founded !== domain)
    throw new Refusal(
      'conflict',
      `This data folder belongs to ${founded}, and ROOFTOP_URL says ${domain}. The domain of a server cannot change.`,
    );
}

/** On loopback, where nobody else knows the server, ports may change. */
function domainOf(origin: string): string {
  const url = new URL(origin);
  return LOOPBACK.has(url.hostname) ? 'localhost' : url.host;
}

export const foundHouseCommand = defineCommand('found-house/1', (ctx, body: { readonly domain: string }) => {
  ctx.of(settingStore).put({ name: DOMAIN, value: body.domain, at: ctx.at });
  return {};
});
