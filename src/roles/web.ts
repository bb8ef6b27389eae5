import type { IncomingMessage, Server } from 'node:http';
import { attachStreams, makeApp } from '#app/http.ts';
import type { Health } from '#machinery/health.ts';
import type { House } from '#machinery/house.ts';
import { clientAddress, trustedProxies } from '#machinery/http/address.ts';
import { makeLimits } from '#machinery/http/limits.ts';
import type { ChildRole, Line } from '#machinery/roles/child.ts';
import { startWebRole, type WebRole } from '#machinery/roles/web.ts';
import type { Around } from '#roles/around.ts';
import { openBeside } from '#roles/beside.ts';

export async function childWeb(here: Around, line: Line): Promise<ChildRole> {
  const { control, house } = await openBeside(here);
  return makeWeb(here, house, { trouble: control.trouble, gather: line.gather });
}

/** The web role over a house, in whichever process. */
export function makeWeb(here: Around, house: House, health: Omit<Health, 'reading'>): WebRole {
  const { config, world, report, figures } = here;
  const trusted = trustedProxies(config.trustedProxies);
  const app = makeApp({
    house,
    addressOf: (request, peer) =>
      clientAddress(peer, request.headers.get('x-forwarded-for') ?? undefined, trusted),
    limits: makeLimits(world.now),
    report,
  });
  const addressOf = ({ headers, socket }: IncomingMessage) =>
    clientAddress(socket.remoteAddress ?? '', headers['x-forwarded-for']?.toString(), trusted);
  const attach = (server: Server) => attachStreams(server, house, { addressOf, report });
  return startWebRole({ house, app, health, figures, attach });
}
