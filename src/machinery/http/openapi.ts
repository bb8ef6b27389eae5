import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { type Route, route } from '#machinery/http/route.ts';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 description of the routes: the same schemas that check the input. */
export function describe(routes: readonly Route[], title: string, version: string): Json {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    if (route.door !== 'api' && route.door !== 'oauth') continue;
    const path = route.path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title, version, license: { name: 'AGPL-3.0-or-later' } },
    paths,
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
  };
}

/** The description as a route of its own. */
export function openapiRoute(routes: readonly Route[], title: string, version: string): Route {
  let made: Json | undefined;
  return route({
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'This description',
    handle() {
      made ??= describe(routes, title, version);
      return json(made);
    },
  });
}

function operation(route: Route): Json {
  const parameters = [...pathParameters(route), ...queryParameters(route)];
  return {
    summary: route.summary,
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body && route.method !== 'GET' ? { requestBody: { content: bodyContent(route.body) } } : {}),
    security: route.auth === 'anyone' ? [{}, { bearer: route.scopes }] : [{ bearer: route.scopes }],
    responses: { 200: { description: 'Done' }, default: { description: 'Refused: {"error": "…"}' } },
  };
}

function bodyContent(body: z.ZodType): Json {
  const schema = inputSchema(body);
  return {
    'application/json': { schema },
    'application/x-www-form-urlencoded': { schema },
    'multipart/form-data': { schema },
  };
}

function pathParameters(route: Route): Json[] {
  return [...route.path.matchAll(/:(\w+)/g)].map((match) => ({
    name: match[1],
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function queryParameters(route: Route): Json[] {
  const schema = route.query && inputSchema(route.query);
  const properties = (schema?.['properties'] ?? {}) as Record<string, unknown>;
  return Object.entries(properties).map(([name, property]) => ({ name, in: 'query', schema: property }));
}

/** What may be sent, as JSON Schema. */
export function inputSchema(schema: z.ZodType): Json {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Json;
}
