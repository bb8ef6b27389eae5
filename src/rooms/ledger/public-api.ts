import { z } from 'zod';
import { json } from '#machinery/http/answer.ts';
import { pageSize, text, whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { toEntryJson } from '#rooms/ledger/entry-json.ts';
import { type Head, readHead, toHeadJson } from '#rooms/ledger/head.ts';
import { CHECKPOINT, ledgerTree, VERIFIER } from '#rooms/ledger/publish.ts';
import type { Tree } from '#rooms/ledger/rules/merkle.ts';
import { WIDTH } from '#rooms/ledger/rules/tiles.ts';
import { entriesAbout, entriesFrom, seeEntry } from '#rooms/ledger/views.ts';
import { Refusal } from '#values/refusal.ts';

const ABOUT_MOST = 100;
const TILE = /^(?:entries|[0-9]{1,2})\/(?:x[0-9]{3}\/)*[0-9]{3}(?<part>\.p\/[0-9]{1,3})?$/;
const NO_STORE = 'public, no-cache';
const FOR_EVER = 'public, max-age=31536000, immutable';

const index = whole(0, Number.MAX_SAFE_INTEGER);

async function publicFile(call: Call, path: string, type: string, cacheControl: string): Promise<Response> {
  const bytes = await call.house.shelf.read(path);
  if (!bytes) throw new Refusal('not-found', 'Record not found');
  return new Response(bytes, {
    headers: { 'content-type': type, 'cache-control': cacheControl, 'access-control-allow-origin': '*' },
  });
}

/** A whole tile never changes; a partial one is the same as long as there is one of its width. */
function tile(call: Call): Promise<Response> {
  const path = call.params['path'] ?? '';
  if (!TILE.test(path)) throw new Refusal('not-found', 'Record not found');
  return publicFile(call, `ledger/tile/${path}`, 'application/octet-stream', FOR_EVER);
}

async function signedHead(call: Call): Promise<Head> {
  const head = await readHead(call.house.shelf);
  if (!head) throw new Refusal('not-found', 'Nothing has been signed yet');
  return head;
}

/** The tree that the head was signed over. After a restore from an old backup there is none until all is well again. */
function treeOf({ house }: Call, { size, root }: Head): Tree {
  const tree = house.view().keep(ledgerTree)();
  if (tree.size() < size || !tree.root(size).equals(root))
    throw new Refusal('unavailable', 'The entries are not those that were signed');
  return tree;
}

/** That an entry is in the signed tree. */
async function inclusion(call: Call): Promise<Response> {
  const head = await signedHead(call);
  const entry = seeEntry(call.house.view(), Number(call.params['index']));
  if (!entry) throw new Refusal('not-found', 'Record not found');
  if (entry.index >= head.size) throw new Refusal('unavailable', 'The entry is not signed yet', undefined, 1);
  const proof = treeOf(call, head)
    .inclusion(entry.index, head.size)
    .map((hash) => hash.toString('base64'));
  return json({ entry: toEntryJson(entry), head: toHeadJson(head), inclusion: proof });
}

/** That the signed tree begins with an earlier one. */
async function consistency(call: Call<{ readonly first: number }>): Promise<Response> {
  const head = await signedHead(call);
  const { first } = call.query;
  if (first > head.size) throw new Refusal('invalid', `first: the ledger has ${head.size} entries`, 'first');
  const proof = treeOf(call, head).consistency(first, head.size);
  return json({ head: toHeadJson(head), first, consistency: proof.map((hash) => hash.toString('base64')) });
}

const file = (path: string, summary: string, handle: (call: Call) => Promise<Response>): Route =>
  route({ method: 'GET', path, door: 'file', summary, handle });

export const apiRoutes: readonly Route[] = [
  file('/ledger/checkpoint', 'The signed head of the ledger (C2SP tlog-checkpoint)', (call) =>
    publicFile(call, CHECKPOINT, 'text/plain; charset=utf-8', NO_STORE),
  ),
  file('/ledger/verifier', 'The key that the ledger is signed with', (call) =>
    publicFile(call, VERIFIER, 'text/plain; charset=utf-8', NO_STORE),
  ),
  file('/ledger/tile/:path{.+}', 'Tiles of the ledger (C2SP tlog-tiles)', tile),
  route({
    method: 'GET',
    path: '/api/rooftop/v1/ledger',
    summary: 'The signed head of the ledger',
    handle: async (call) => json(toHeadJson(await signedHead(call))),
  }),
  route({
    method: 'GET',
    path: '/api/rooftop/v1/ledger/entries',
    summary: 'Entries of the ledger, oldest first',
    query: z.object({
      from: index.default(0),
      about: text(ABOUT_MOST).optional(),
      limit: pageSize(40, WIDTH),
    }),
    handle({ house, query }) {
      const { from, about, limit } = query;
      const view = house.view();
      const found =
        about === undefined
          ? entriesFrom(view, from, limit)
          : entriesAbout(view, about).filter((entry) => entry.index >= from);
      return json(found.slice(0, limit).map(toEntryJson));
    },
  }),
  route({
    method: 'GET',
    path: '/api/rooftop/v1/ledger/entries/:index{[0-9]{1,15}}',
    summary: 'An entry of the ledger with the proof that it is there',
    handle: inclusion,
  }),
  route({
    method: 'GET',
    path: '/api/rooftop/v1/ledger/consistency',
    summary: 'The proof that the ledger goes on from an earlier head',
    query: z.object({ first: index }),
    handle: consistency,
  }),
];
