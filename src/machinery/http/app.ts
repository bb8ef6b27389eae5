import { Hono } from 'hono';
import { RemoteFault } from '#machinery/control/client.ts';
import type { House } from '#machinery/house.ts';
import { refusalJson, refusalOauth, withHeaders } from '#machinery/http/answer.ts';
import type { Caller } from '#machinery/http/caller.ts';
import { compressed } from '#machinery/http/compress.ts';
import { headersOf } from '#machinery/http/headers.ts';
import { check, nest, readBody } from '#machinery/http/input.ts';
import { addressKey, type Limits } from '#machinery/http/limits.ts';
import type { Call, Door, Route } from '#machinery/http/route.ts';
import { Refusal } from '#values/refusal.ts';
import { covers } from '#values/scopes.ts';
import { CommandFault } from '#view/outcomes.ts';

const BODY_MOST = 1_048_576;
const SAFE = new Set(['GET', 'HEAD']);

export type HttpOptions = {
  readonly house: House;
  readonly routes: readonly Route[];
  /** Who sends this request. Throws a refusal for a token that is no longer good. */
  readonly identify: (house: House, request: Request, door: Door) => Caller;
  /** Throws a refusal unless a form really comes from our own page. */
  readonly checkForm: (house: House, caller: Caller, request: Request, body: unknown) => void;
  /** How pages show a refusal or fault; other doors answer JSON. */
  readonly refusalPage: (
    house: House,
    caller: Caller,
    refusal: Refusal,
    request: Request,
  ) => Response | Promise<Response>;
  /** How long to wait when something is not to be had now, seconds, if anybody knows. */
  readonly patience?: (house: House) => number | undefined;
  readonly addressOf: (request: Request, peer: string) => string;
  readonly limits: Limits;
  /** Told of each request of a signed-in account. */
  readonly onCaller?: (accountId: number) => void;
  readonly report: (what: string, error: unknown) => void;
};

type Bindings = { Bindings: { incoming?: { socket?: { remoteAddress?: string } } } };

/** The HTTP face: every route behind the same checks, every refusal translated once. */
export function makeHttp(options: HttpOptions): Hono<Bindings> {
  const app = new Hono<Bindings>();
  for (const route of options.routes) {
    const methods = route.method === 'PATCH' ? ['PATCH', 'PUT'] : [route.method];
    app.on(methods, route.path, (c) => {
      const peer = c.env?.incoming?.socket?.remoteAddress ?? '127.0.0.1';
      return answer(options, route, c.req.raw, c.req.param(), peer);
    });
  }
  app.options('*', () => new Response('{}', { headers: headersOf('api') }));
  app.notFound((c) => {
    const door: Door = c.req.path.startsWith('/api/') ? 'api' : 'page';
    return refuse(
      options,
      door,
      c.req.raw,
      { kind: 'nobody', scopes: [] },
      new Refusal('not-found', 'Record not found'),
    );
  });
  return app;
}

async function answer(
  options: HttpOptions,
  route: Route,
  request: Request,
  params: Record<string, string>,
  peer: string,
): Promise<Response> {
  let caller: Caller = { kind: 'nobody', scopes: [] };
  try {
    options.house.view().takeEvents();
    const address = options.addressOf(request, peer);
    caller = options.identify(options.house, request, route.door);
    if (caller.accountId !== undefined) options.onCaller?.(caller.accountId);
    admit(route, caller);
    if (route.limit) limit(options.limits, route, caller, address);
    const call = await parse(options, route, request, params, caller, address);
    return await finish(await route.handle(call as Call<never, never>), route.door, request);
  } catch (error) {
    return refuse(options, route.door, request, caller, asRefusal(options, route, error));
  }
}

/** Whether this caller may use this route at all. A token that is welcome but not needed must fit all the same. */
function admit(route: Route, caller: Caller): void {
  if (caller.kind === 'nobody' && route.auth === 'anyone') return;
  if (caller.kind === 'nobody') throw new Refusal('unauthenticated', 'The access token is invalid');
  if ((route.auth === 'user' || route.auth === 'admin') && caller.accountId === undefined)
    throw new Refusal('unauthenticated', 'This method requires an authenticated user');
  if (route.auth === 'admin' && caller.role !== 'admin')
    throw new Refusal('forbidden', 'This action is not allowed');
  if (caller.kind !== 'session' && !covers(caller.scopes, route.scopes))
    throw new Refusal('forbidden', 'This action is outside the authorized scopes');
}

function limit(limits: Limits, route: Route, caller: Caller, address: string): void {
  const by =
    route.limit!.by === 'account' && caller.accountId ? String(caller.accountId) : addressKey(address);
  limits.take(route.limit!, by);
}

async function parse(
  options: HttpOptions,
  route: Route,
  request: Request,
  params: Record<string, string>,
  caller: Caller,
  address: string,
): Promise<Call> {
  const at = request.url.indexOf('?');
  const rawQuery = at < 0 ? {} : nest(new URLSearchParams(request.url.slice(at + 1)));
  const rawBody = SAFE.has(request.method)
    ? {}
    : await readBody(request, route.bodyMost ?? BODY_MOST, route.unread);
  if (route.door === 'page' && !SAFE.has(request.method))
    options.checkForm(options.house, caller, request, rawBody);
  const house = options.house;
  const query = route.query ? check(route.query, rawQuery) : rawQuery;
  const merged = route.method === 'DELETE' ? { ...rawQuery, ...(rawBody as object) } : rawBody;
  const body = route.body ? check(route.body, merged) : merged;
  return {
    house,
    caller,
    me: caller.accountId ?? 0,
    params,
    query,
    body,
    request,
    address,
    limits: options.limits,
  };
}

/** The door's headers where the handler set none; pages are packed. */
function finish(response: Response, door: Door, request: Request): Response | Promise<Response> {
  const whole = withHeaders(response, headersOf(door));
  return door === 'page' ? compressed(request, whole) : whole;
}

function asRefusal(options: HttpOptions, route: Route, error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (!(error instanceof CommandFault || error instanceof RemoteFault))
    options.report(`${route.method} ${route.path}`, error);
  return undefined;
}

/** A refusal for now that says how long that may last. */
function patient({ house, patience }: HttpOptions, no: Refusal): Refusal {
  if (no.kind !== 'unavailable' || no.retryAfterSeconds !== undefined) return no;
  const seconds = patience?.(house);
  return seconds === undefined ? no : new Refusal(no.kind, no.message, no.field, seconds);
}

async function refuse(
  options: HttpOptions,
  door: Door,
  request: Request,
  caller: Caller,
  refusal: Refusal | undefined,
): Promise<Response> {
  const no = refusal
    ? patient(options, refusal)
    : new Refusal('unavailable', 'Something went wrong on our side');
  const answered =
    door === 'page'
      ? await options.refusalPage(options.house, caller, no, request)
      : door === 'oauth'
        ? refusalOauth(no)
        : refusalJson(no);
  const response = refusal
    ? answered
    : new Response(answered.body, { status: 500, headers: answered.headers });
  return finish(response, door, request);
}
