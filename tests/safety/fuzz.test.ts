import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { routes } from '#app/routes.ts';
import { inputSchema } from '#machinery/http/openapi.ts';
import type { Route } from '#machinery/http/route.ts';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';

/** Every route is sent input made from its own schema, bent out of shape. Anything may be refused; nothing may be a fault. */

const TRIES_PER_ROUTE = 12;
let server: TestHouse;
let admin: Person;
let statusId: string;

before(async () => {
  server = await openTestHouse();
  admin = await server.person('fuzz_admin', { role: 'admin' });
  const status = await server.json<{ id: string }>('POST', '/api/v1/statuses', {
    token: admin.token,
    json: { status: 'x' },
  });
  statusId = status.id;
});
after(() => server.close());

const NONSENSE = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '9'.repeat(30),
    'null',
    '../../etc/passwd',
    "' OR 1=1 --",
    '\u202e\u0000',
    '[]',
    '{}',
  ),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.oneof(fc.string({ maxLength: 8 }), fc.integer(), fc.constant(null)), { maxLength: 6 }),
  fc.dictionary(fc.string({ maxLength: 5 }), fc.string({ maxLength: 5 }), { maxKeys: 4 }),
);

/** An object with the schema's names and mostly wrong values. */
function bent(route: Route, of: 'query' | 'body'): fc.Arbitrary<Record<string, unknown>> {
  const schema = route[of];
  const names = Object.keys((schema ? (inputSchema(schema)['properties'] ?? {}) : {}) as object);
  const known = Object.fromEntries(names.map((name) => [name, NONSENSE]));
  return fc
    .record(known, { requiredKeys: [] })
    .chain((object) =>
      fc
        .dictionary(fc.string({ maxLength: 12 }), NONSENSE, { maxKeys: 2 })
        .map((more) => ({ ...more, ...object })),
    );
}

const SEGMENT = fc.oneof(
  fc.constantFrom('0', '1', 'x', '%00', '%F0%9F', '..', '9'.repeat(20), '-5', 'a'.repeat(300)),
  fc.string({ maxLength: 20 }).map(encodeURIComponent),
);

function pathFrom(route: Route, segment: string, own: boolean): string {
  return route.path
    .replace(/:(\w+)(\{[^}]*\})?\??/g, () => (own ? statusId : segment))
    .replaceAll('*', segment);
}

for (const route of routes) {
  test(`${route.method} ${route.path} answers nonsense without a fault`, async () => {
    await fc.assert(
      fc.asyncProperty(
        bent(route, 'query'),
        bent(route, 'body'),
        SEGMENT,
        fc.boolean(),
        fc.constantFrom('none', 'user', 'junk'),
        async (query, body, segment, own, who) => {
          const flat = Object.entries(query).map(([name, value]): [string, string] => [
            name,
            typeof value === 'object' ? JSON.stringify(value) : String(value),
          ]);
          const path = `${pathFrom(route, segment, own)}?${new URLSearchParams(flat)}`;
          const token = who === 'user' ? admin.token : who === 'junk' ? 'junk' : undefined;
          const ask = route.method === 'GET' ? { token } : { token, json: body };
          const response = await server.request(route.method, path, ask);
          if (response.headers.get('content-type')?.startsWith('text/event-stream'))
            await response.body?.cancel();
          else await response.arrayBuffer();
          assert.ok(
            response.status < 500,
            `${route.method} ${path} ${JSON.stringify(body)} answered ${response.status}: ${String(server.faults.at(-1))}`,
          );
        },
      ),
      { numRuns: TRIES_PER_ROUTE },
    );
  });
}
