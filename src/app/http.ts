import type { Hono } from 'hono';
import { routes } from '#app/routes.ts';
import { type HttpOptions, makeHttp } from '#machinery/http/app.ts';
import { checkForm } from '#machinery/http/form-token.ts';
import { countReaders } from '#rooms/activity/index.ts';
import { refusalPage } from '#rooms/instance/refusal-page.ts';
import { tellers } from '#rooms/maintenance/tellers.ts';
import { identify } from '#rooms/oauth/index.ts';
import { patience } from '#rooms/status/patience.ts';
import { attachStreaming } from '#rooms/streaming/attach.ts';

/** Lets rooms take part in a web process's server. */
export const attachStreams: typeof attachStreaming = (server, house, options) =>
  attachStreaming(server, house, { ...options, tellers });

export type Around = Pick<HttpOptions, 'house' | 'addressOf' | 'limits' | 'report'>;

/** The whole HTTP face over a house. */
export function makeApp(
  around: Around,
): Hono<{ Bindings: { incoming?: { socket?: { remoteAddress?: string } } } }> {
  const onCaller = countReaders(around.house, around.report);
  return makeHttp({ ...around, routes, identify, checkForm, refusalPage, onCaller, patience });
}
