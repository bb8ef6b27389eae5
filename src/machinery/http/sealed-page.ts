import { z } from 'zod';
import type { House } from '#machinery/house.ts';
import { pageSize, text } from '#machinery/http/fields.ts';
import { pageLinks } from '#machinery/http/links.ts';
import { Refusal } from '#values/refusal.ts';
import type { Position, Stretch } from '#view/relation-page.ts';

const CURSOR_MOST = 200;
const NEWEST: Position = { seq: Number.MAX_SAFE_INTEGER, id: 0 };
const OLDEST: Position = { seq: 0, id: 0 };

const cursor = z.preprocess((value) => value || undefined, text(CURSOR_MOST).optional());

/** Paging over a relation. Cursors are sealed and good for one list only: a position would tell who came when. */
export function sealedPage(usual: number, most: number) {
  return z.object({ limit: pageSize(usual, most), max_id: cursor, since_id: cursor, min_id: cursor });
}

export type SealedQuery = z.output<ReturnType<typeof sealedPage>>;

/** The stretch a request asks for. `list` names the list with its owner. Refuses a cursor that is not of this list. */
export function stretchOf(house: House, list: string, query: SealedQuery): Stretch {
  const above = query.min_id ?? query.since_id;
  return {
    below: query.max_id === undefined ? NEWEST : open(house, list, query.max_id, 'max_id'),
    above: above === undefined ? OLDEST : open(house, list, above, 'min_id'),
    upwards: query.min_id !== undefined,
    limit: query.limit,
  };
}

/** The sealed cursors of a page that was read: older ones are offered when the page was full. */
export function sealedEnds(
  house: House,
  list: string,
  page: readonly Position[],
  limit: number,
): { readonly next?: string; readonly prev?: string } {
  const newest = page[0];
  const oldest = page.at(-1);
  return {
    ...(oldest && page.length >= limit ? { next: seal(house, list, oldest) } : {}),
    ...(newest ? { prev: seal(house, list, newest) } : {}),
  };
}

/** The Link header of a page that was read. */
export function sealedLinks(
  house: House,
  request: Request,
  list: string,
  page: readonly Position[],
  limit: number,
): Record<string, string> {
  return pageLinks(house.origin, request, sealedEnds(house, list, page, limit));
}

function seal(house: House, list: string, { seq, id }: Position): string {
  return house.secrets.seal('cursor', `${list} ${seq} ${id}`);
}

function open(house: House, list: string, sealed: string, field: string): Position {
  const [name, seq, id] = house.secrets.unseal('cursor', sealed)?.split(' ') ?? [];
  if (name !== list) throw new Refusal('invalid', 'This is not a place in this list', field);
  return { seq: Number(seq), id: Number(id) };
}
