import type { z } from 'zod';
import type { House } from '#machinery/house.ts';
import type { Caller } from '#machinery/http/caller.ts';
import type { Limit, Limits } from '#machinery/http/limits.ts';

/** One request, parsed and checked. */
export type Call<Q = unknown, B = unknown> = {
  readonly house: House;
  readonly caller: Caller;
  /** The caller's account id; routes with `auth: 'user'` always have one. */
  readonly me: number;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Q;
  readonly body: B;
  readonly request: Request;
  /** Address of the client, for limits in memory only; never stored. */
  readonly address: string;
  /** For counts that depend on what was sent, as sign-in attempts per account. */
  readonly limits: Limits;
};

/** Which face of the server a route belongs to: decides headers, error form and how the caller is known. */
export type Door = 'api' | 'oauth' | 'page' | 'file' | 'machine';

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Hono path: `/api/v1/statuses/:id`. PATCH routes answer PUT too. */
  readonly path: string;
  readonly door: Door;
  /** anyone: a caller is welcome but not needed; app: any valid token; user: a person's token or session. */
  readonly auth: 'anyone' | 'app' | 'user' | 'admin';
  /** One of these is enough. */
  readonly scopes: readonly string[];
  readonly summary: string;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Largest body, bytes. */
  readonly bodyMost?: number;
  /** Types of bodies that are handed over unread, as bytes. */
  readonly unread?: readonly string[];
  readonly limit?: Limit;
  readonly handle: (call: Call<never, never>) => Response | Promise<Response>;
};

type Spec<Q extends z.ZodType, B extends z.ZodType> = Omit<
  Route,
  'handle' | 'query' | 'body' | 'scopes' | 'door' | 'auth'
> & {
  readonly door?: Door;
  readonly auth?: Route['auth'];
  readonly scopes?: readonly string[];
  readonly query?: Q;
  readonly body?: B;
  readonly handle: (call: Call<z.output<Q>, z.output<B>>) => Response | Promise<Response>;
};

/** Defines a route; its schemas check the input, type the handler and write the OpenAPI description. */
export function route<Q extends z.ZodType = z.ZodType<unknown>, B extends z.ZodType = z.ZodType<unknown>>(
  spec: Spec<Q, B>,
): Route {
  return { door: 'api', auth: 'anyone', scopes: [], ...spec } as Route;
}
