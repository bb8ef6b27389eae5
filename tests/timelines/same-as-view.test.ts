import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openReader } from '#view/reader.ts';
import { openTestHouse, type Person } from '../support/house.ts';
import { microblog } from '../support/microblog.ts';
import { eyesOn } from './reading.ts';

const PEOPLE = 4;
const who = fc.nat(PEOPLE - 1);
const tags = fc.subarray(['#a', '#b', '#c']);
const step = fc.oneof(
  fc.record({
    deed: fc.constantFrom('follow', 'unfollow', 'block', 'unblock', 'mute', 'unmute'),
    who,
    whom: who,
  }),
  fc.record({
    deed: fc.constant('post' as const),
    who,
    tags,
    reply: fc.option(fc.nat(9)),
    open: fc.boolean(),
  }),
  fc.record({
    deed: fc.constant('post' as const),
    who,
    tags,
    reply: fc.constant(null),
    open: fc.constant(true),
  }),
  fc.record({
    deed: fc.constantFrom('reblog' as const, 'unreblog' as const, 'delete' as const),
    who,
    what: fc.nat(9),
  }),
  fc.record({ deed: fc.constant('edit' as const), who, what: fc.nat(9), tags }),
  fc.record({ deed: fc.constant('read' as const) }),
);

/** What everybody sees on every timeline. */
function everything(eyes: ReturnType<typeof eyesOn>, people: readonly Person[]) {
  const queries = [{}, { any: ['b'] }, { all: ['b'] }, { none: ['b'] }, { any: ['b'], all: ['c'] }];
  return [undefined, ...people.map((person) => person.id)].map((viewer) => ({
    home: viewer === undefined ? [] : eyes.home(viewer),
    public: eyes.public(viewer),
    tags: queries.map((query) => eyes.hashtag(viewer, 'a', query)),
  }));
}

test('timelines kept in memory say what a view opened just now says, whatever people did', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 60 }), async (steps) => {
      const server = await openTestHouse();
      const blog = microblog(server);
      try {
        const people = await Promise.all(Array.from({ length: PEOPLE }, () => blog.person()));
        const ids: string[] = [];
        const warm = eyesOn(server.view);
        for (const s of steps) {
          if (s.deed === 'read') everything(warm, people);
          else await carryOut(s, people[s.who]!);
        }
        server.view.takeEvents();
        const fresh = openReader(server.view.db.path);
        assert.deepEqual(everything(warm, people), everything(eyesOn(fresh), people));
        fresh.close();

        async function carryOut(
          s: Exclude<typeof step extends fc.Arbitrary<infer S> ? S : never, { deed: 'read' }>,
          me: Person,
        ) {
          const { token } = me;
          const ask = (method: string, path: string, json: object = {}) =>
            server.request(method, path, { token, json });
          if ('whom' in s) await ask('POST', `/api/v1/accounts/${people[s.whom]!.id}/${s.deed}`);
          else if (s.deed === 'post') {
            const visibility = s.open ? 'public' : 'private';
            const in_reply_to_id = s.reply === null ? undefined : ids.at(-1 - s.reply);
            const answer = await ask('POST', '/api/v1/statuses', {
              status: `x ${s.tags.join(' ')}`,
              visibility,
              in_reply_to_id,
            });
            if (answer.ok) ids.push(((await answer.json()) as { id: string }).id);
          } else if (s.deed === 'delete') await ask('DELETE', `/api/v1/statuses/${ids.at(-1 - s.what)}`);
          else if (s.deed === 'edit')
            await ask('PUT', `/api/v1/statuses/${ids.at(-1 - s.what)}`, { status: `y ${s.tags.join(' ')}` });
          else await ask('POST', `/api/v1/statuses/${ids.at(-1 - s.what)}/${s.deed}`);
        }
      } finally {
        await server.close();
      }
    }),
    { numRuns: 25 },
  );
});
