import assert from 'node:assert/strict';
import {
  hashtagTimeline,
  homeTimeline,
  publicTimeline,
  type TimelinePage,
  tagQuery,
} from '#rooms/timelines/index.ts';
import { type Bounds, boundsOf } from '#values/page.ts';
import type { View } from '#view/reader.ts';
import type { Person, TestHouse } from '../support/house.ts';

export type Read = {
  readonly ids: readonly string[];
  readonly next: string | undefined;
  readonly prev: string | undefined;
};

/** One page of a timeline: ids newest first, and the addresses of its Link header without the origin. */
export async function readPage(server: TestHouse, who: Person | undefined, path: string): Promise<Read> {
  const response = await server.request('GET', path, { token: who?.token });
  const body = await response.text();
  assert.equal(response.status, 200, `${path} answered ${response.status} ${body.slice(0, 200)}`);
  const links = response.headers.get('link') ?? '';
  const linkTo = (rel: string) => new RegExp(`<http://rooftop\\.test([^>]*)>; rel="${rel}"`).exec(links)?.[1];
  const ids = (JSON.parse(body) as { id: string }[]).map((status) => status.id);
  return { ids, next: linkTo('next'), prev: linkTo('prev') };
}

/** All ids of a timeline, newest first, along its links to older pages. */
export async function readAll(server: TestHouse, who: Person | undefined, path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let at: string | undefined = path, pages = 0; at !== undefined; pages++) {
    assert.ok(pages < 1_000, 'the links to older pages never end');
    const page: Read = await readPage(server, who, at);
    ids.push(...page.ids);
    at = page.next;
  }
  return ids;
}

const ALL = { origin: 'all', onlyMedia: false } as const;

/** Timelines straight from a view, whole, as ids newest first: to compare one view with another. */
export function eyesOn(view: View, now = Date.now()) {
  return {
    home: (readerId: number) => along((bounds) => homeTimeline(view, readerId, bounds, now)),
    public: (viewerId: number | undefined) =>
      along((bounds) => publicTimeline(view, viewerId, bounds, ALL, now)),
    hashtag(
      viewerId: number | undefined,
      name: string,
      more: { any?: string[]; all?: string[]; none?: string[] } = {},
    ) {
      const tags = tagQuery(view, { any: [], all: [], none: [], ...more, name });
      return tags ? along((bounds) => hashtagTimeline(view, viewerId, bounds, { ...ALL, tags }, now)) : [];
    },
  };
}

function along(read: (bounds: Bounds) => TimelinePage): number[] {
  const ids: number[] = [];
  let maxId: number | undefined;
  do {
    const page = read(boundsOf({ maxId, limit: 7 }));
    ids.push(...page.statuses.map((status) => status.facts.row.id));
    maxId = page.next === undefined ? undefined : Number(page.next);
  } while (maxId !== undefined);
  return ids;
}
