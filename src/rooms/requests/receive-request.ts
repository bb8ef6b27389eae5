import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { record, type SealedText, sealText } from '#rooms/ledger/index.ts';
import { type MaintenanceWindow, nameOfWindow, seeWindow } from '#rooms/maintenance/index.ts';
import { addAnswer } from '#rooms/requests/answer-request.ts';
import { deadlineStore } from '#rooms/requests/deadline-store.ts';
import { requestChanged } from '#rooms/requests/events.ts';
import { petitionStore } from '#rooms/requests/petition-store.ts';
import { type CheckedRequest, checkDraft, type RequestDraft } from '#rooms/requests/rules/draft.ts';
import { petitionRule } from '#rooms/requests/rules/petition.ts';
import { tooLate } from '#rooms/requests/rules/too-late.ts';
import {
  STAFF_WAYS,
  type StaffWay,
  TEXT_NAMES,
  type TextName,
  type Way,
} from '#rooms/requests/rules/words.ts';
import { requestStore } from '#rooms/requests/store.ts';
import { contactStore, textStore } from '#rooms/requests/text-store.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';
import { outcomeStore } from '#view/outcomes.ts';
import type { View } from '#view/reader.ts';

/** Requests from anyone that nobody has looked at yet. */
export const UNCHECKED_MOST = 500;
const RETRY_AFTER_SECONDS = 3_600;

/** How a request came in. From anyone, or entered by staff: then it may have reached them earlier, as they say. */
export type Coming =
  | { readonly way: 'form' | 'api'; readonly key?: string | undefined }
  | { readonly way: StaffWay; readonly reachedAt?: number | undefined; readonly key?: undefined };

/** What the asker is told at once: the number in the queue and the place on the ledger. */
export type Received = { readonly number: number; readonly ledger: number };

type Texts = { readonly [K in TextName]?: SealedText };

type Body = Pick<CheckedRequest, 'asker' | 'wish' | 'windowId' | 'hashtag' | 'opensAt' | 'secretBecause'> & {
  readonly way: Way;
  readonly texts: Texts;
  readonly contact: string | null;
  readonly reachedAt: number | null;
  readonly byStaff: boolean;
};

/**
 * Takes a request in: it is in the queue and on the ledger at once, its words are sealed until staff release them. What comes
 * too late is answered so by itself. Throws `invalid` with the field for a bad draft, `too-many` when too many wait.
 */
export async function receiveRequest(house: House, draft: RequestDraft, coming: Coming): Promise<Received> {
  const request = checkDraft(draft, house.world.now());
  const byStaff = isStaffWay(coming.way);
  if (!byStaff) {
    if (request.secretBecause !== null)
      throw new Refusal('invalid', 'Validation failed: only staff can leave out the day', 'secret_because');
    checkPlace(house.view());
  }
  const contact = request.contact === '' ? null : house.secrets.seal('request-contact', request.contact);
  const { asker, wish, windowId, hashtag, opensAt, secretBecause } = request;
  const body: Body = {
    ...{ asker, wish, windowId, hashtag, opensAt, secretBecause, contact, byStaff },
    way: coming.way,
    texts: sealTexts(house, request),
    reachedAt: byStaff ? reachedAt(coming, house.world.now()) : null,
  };
  return submit(house, receiveRequestCommand, body, { id: commandId(house.view(), coming.key, draft) });
}

function isStaffWay(way: Way): boolean {
  return STAFF_WAYS.some((one) => one === way);
}

function reachedAt(coming: Coming, now: number): number | null {
  const at = 'reachedAt' in coming ? (coming.reachedAt ?? null) : null;
  if (at !== null && at > now)
    throw new Refusal('invalid', 'Validation failed: reached_at lies in the future', 'reached_at');
  return at;
}

function sealTexts(house: House, { name, text, languages, hashtag }: CheckedRequest): Texts {
  const written = { name, text, languages, hashtag: hashtag?.name ?? '' };
  const sealed = TEXT_NAMES.filter((one) => written[one] !== '').map((one) => [
    one,
    sealText(house.world, written[one]),
  ]);
  return Object.fromEntries(sealed) as Texts;
}

/** Of the client's key and what it asks: nobody learns of another's request by guessing a key. A refused try spends none. */
function commandId(view: View, key: string | undefined, draft: RequestDraft): string | undefined {
  if (key === undefined || key === '') return undefined;
  const id = `request:${hash('sha256', JSON.stringify([key, draft]), 'base64url')}`;
  const known = view.of(outcomeStore).find(id);
  return known && 'refusal' in known ? undefined : id;
}

function checkPlace(place: Pick<View, 'of'>): void {
  if (place.of(requestStore).unchecked() < UNCHECKED_MOST) return;
  const message = 'Too many requests wait to be looked at; try again later';
  throw new Refusal('too-many', message, undefined, RETRY_AFTER_SECONDS);
}

export const receiveRequestCommand = defineCommand(
  'receive-maintenance-request/1',
  (ctx, body: Body): Received => {
    if (!body.byStaff) checkPlace(ctx);
    const window = body.windowId === null ? undefined : windowAskedAbout(ctx, body.windowId);
    const number = ctx.of(requestStore).last() + 1;
    const ledger = record(ctx, {
      kind: 'request-received',
      about: `request/${number}`,
      facts: factsOf(body, window),
      texts: body.texts,
      shown: false,
    });
    ctx.of(requestStore).insert({
      ...body,
      ...{ number, ledger, receivedAt: ctx.at, publication: 'waiting', checked: Number(body.byStaff) },
    });
    keepWords(ctx, number, body);
    if (body.hashtag) keepPetition(ctx, number, body.hashtag.key, window);
    ctx.emit(requestChanged, { number, what: 'received' });
    if (window) refuseTooLate(ctx, number, window);
    return { number, ledger };
  },
);

function windowAskedAbout(ctx: ApplyContext, windowId: number): MaintenanceWindow {
  const seen = seeWindow(ctx, windowId);
  if (seen) return seen.window;
  throw new Refusal('invalid', 'Validation failed: window is not known here', 'window');
}

function factsOf(body: Body, window: MaintenanceWindow | undefined) {
  const { asker, way, wish, opensAt, secretBecause, reachedAt: reached } = body;
  return {
    ...{ asker, standing: 'claimed', way, wish },
    window: window ? nameOfWindow(window.id) : null,
    windowSequence: window?.sequence ?? null,
    confidential: opensAt !== null || secretBecause !== null,
    opensAt: opensAt === null ? null : iso(opensAt),
    secretBecause,
    reachedAt: reached === null ? null : iso(reached),
  };
}

function keepWords(ctx: ApplyContext, number: number, { texts, contact }: Body): void {
  for (const name of TEXT_NAMES) {
    const sealed = texts[name];
    if (sealed) ctx.of(textStore).insert({ number, name, salt: sealed.salt, text: sealed.text });
  }
  if (contact !== null) ctx.of(contactStore).insert(number, contact);
}

function keepPetition(
  ctx: ApplyContext,
  number: number,
  tagKey: string,
  window: MaintenanceWindow | undefined,
): void {
  const rule = petitionRule(window?.createdAt ?? ctx.at, ctx.at);
  ctx.of(petitionStore).insert({ number, tagKey, ...rule });
}

function refuseTooLate(ctx: ApplyContext, number: number, window: MaintenanceWindow): void {
  const deadline = ctx.of(deadlineStore).of(window.id)?.at ?? null;
  const reason = tooLate(ctx.at, window, deadline);
  if (reason) addAnswer(ctx, { number, outcome: 'too-late', reason, text: '', changes: [], against: [] });
}
