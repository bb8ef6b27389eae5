import { jobs } from '#app/jobs.ts';
import type { Person, TestHouse } from './house.ts';

/** A status as the client API answers it, as far as tests look. */
export type Answer = {
  readonly id: string;
  readonly content: string;
  readonly visibility: string;
  readonly account: { readonly id: string; readonly statuses_count: number };
  readonly reblog: Answer | null;
  readonly in_reply_to_id: string | null;
  readonly in_reply_to_account_id: string | null;
  readonly replies_count: number;
  readonly reblogs_count: number;
  readonly favourites_count: number;
  readonly favourited: boolean;
  readonly reblogged: boolean;
  readonly bookmarked: boolean;
  readonly pinned: boolean;
  readonly muted: boolean;
  readonly sensitive: boolean;
  readonly spoiler_text: string;
  readonly language: string | null;
  readonly edited_at: string | null;
  readonly mentions: readonly { readonly id: string; readonly acct: string }[];
  readonly tags: readonly { readonly name: string }[];
};

/** People of a test house doing what people do, through the client API. */
export function microblog(server: TestHouse) {
  let names = 0;
  const done = new Set<string>();
  return {
    person: (name = `person${++names}`): Promise<Person> => server.person(name),
    /** Posts a status; the answer is that of `status` code. */
    post: (who: Person, status: string, more: object = {}): Promise<Answer> =>
      server.json<Answer>('POST', '/api/v1/statuses', { token: who.token, json: { status, ...more } }),
    /** Does something to a status: `favourite`, `reblog` … */
    mark: (who: Person, deed: string, id: string, json: object = {}, status = 200): Promise<Answer> =>
      server.json<Answer>('POST', `/api/v1/statuses/${id}/${deed}`, { token: who.token, json }, status),
    /** Does something to somebody: `follow`, `block` … */
    act: (who: Person, deed: string, whom: Person, json: object = {}): Promise<Record<string, unknown>> =>
      server.json('POST', `/api/v1/accounts/${whom.id}/${deed}`, { token: who.token, json }),
    get: <T = Answer>(who: Person | undefined, path: string, status = 200): Promise<T> =>
      server.json<T>('GET', path, { token: who?.token }, status),
    remove: (who: Person, id: string): Promise<Answer & { text: string }> =>
      server.json('DELETE', `/api/v1/statuses/${id}`, { token: who.token }),
    /** Carries out the effects that are left, as the jobs process does. */
    async settle(): Promise<void> {
      const effects = server.view.db
        .prepare<{ seq: number; n: number; kind: string; body: string }>(
          'SELECT seq, n, kind, body FROM effect ORDER BY seq, n',
        )
        .all();
      for (const { seq, n, kind, body } of effects) {
        const key = `${kind}-${seq}-${n}`;
        if (done.has(key)) continue;
        done.add(key);
        const job = jobs.effects.find((one) => one.kind === kind);
        await job?.run(server.house, JSON.parse(body) as never, key);
      }
    },
    /** Rows of the view, for what no answer shows. */
    rows: <T = Record<string, unknown>>(sql: string, ...values: (number | string)[]): T[] =>
      server.view.db
        .prepare<T>(sql)
        .all(...values)
        .map((row) => ({ ...row })),
  };
}
