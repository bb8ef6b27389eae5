import { hash } from 'node:crypto';
import { type House, submit } from '#machinery/house.ts';
import { decodeText } from '#machinery/icalendar/charset.ts';
import { type SealedText, sealText } from '#rooms/ledger/index.ts';
import { factsOf, noticeFor, recompute, tellNotice } from '#rooms/notices/keep-message.ts';
import { type MessageRow, messageStore, rawStore } from '#rooms/notices/message-store.ts';
import { FILE_MOST, type ReadNotice, readNotices } from '#rooms/notices/read-file.ts';
import type { Draft } from '#rooms/notices/rules/draft.ts';
import { keyOf } from '#rooms/notices/rules/key.ts';
import type { NoticeForm, NoticeRemark } from '#rooms/notices/rules/words.ts';
import { Refusal } from '#values/refusal.ts';
import { type ApplyContext, defineCommand } from '#view/command.ts';

const RAW_KEPT_MOST = 65_536;
const RAWS_MOST = 300;
const QUARANTINED_MOST = 1_000;
const SOURCE_MOST = 500;

type Body = {
  readonly hash: string;
  readonly form: NoticeForm | null;
  readonly draft: Draft | null;
  readonly remarks: readonly NoticeRemark[];
  readonly doubtful: boolean;
  readonly together: readonly string[];
  readonly source: string;
  readonly rawHash: string;
  /** The whole text it came in, cut short; with the first message of a file. */
  readonly raw: string | null;
  readonly texts: Readonly<Record<string, SealedText>>;
};

export type Taken = {
  readonly noticeId: number | null;
  readonly messageId: number;
  readonly standing: MessageRow['standing'];
  /** The same message was here before. */
  readonly duplicate: boolean;
};

/** One event of a file, and what became of it; `taken` is lacking when nothing was to be changed. */
export type TakenNotice = { readonly read: ReadNotice; readonly taken?: Taken };

/**
 * Takes in a file, mail or calendar: each event becomes a message that is taken or quarantined. Taking the same again changes
 * nothing. A notice never changes our own plan.
 */
export async function takeNotices(
  house: House,
  bytes: Uint8Array,
  source: string,
  { dryRun = false } = {},
): Promise<readonly TakenNotice[]> {
  const read = await readNotices(bytes);
  if (dryRun) return read.map((one) => ({ read: one }));
  const rawHash = hash('sha256', bytes, 'hex');
  const raw = bytes.length > FILE_MOST ? '' : decodeText(bytes.subarray(0, RAW_KEPT_MOST)).text;
  const results: TakenNotice[] = [];
  for (const [i, one] of read.entries()) {
    const body = bodyOf(house, one, read, { source: source.slice(-SOURCE_MOST), rawHash });
    const taken = await submit(house, takeNoticeCommand, { ...body, raw: i === 0 ? raw : null });
    results.push({ read: one, taken });
  }
  return results;
}

function bodyOf(
  house: House,
  read: ReadNotice,
  all: readonly ReadNotice[],
  from: Pick<Body, 'source' | 'rawHash'>,
): Omit<Body, 'raw'> {
  const seal = (text: string) => sealText(house.world, text);
  if (read.kind === 'quarantined') {
    const { reasons, draft } = read;
    const what = hash('sha256', JSON.stringify([reasons, draft ?? from.rawHash]), 'hex');
    const common = { hash: what, form: null, draft, remarks: reasons, doubtful: false, together: [] };
    return { ...common, ...from, texts: { file: seal(from.rawHash) } };
  }
  const { form, doubts, warnings } = read;
  const texts = {
    ...{ provider: seal(form.provider), maintenanceId: seal(form.maintenanceIds[0]!) },
    ...{ summary: seal(form.summary), file: seal(from.rawHash) },
  };
  return {
    ...{ hash: hash('sha256', JSON.stringify(form), 'hex'), form, draft: null, doubtful: doubts.length > 0 },
    ...{ remarks: [...doubts, ...warnings], together: uidsBeside(form, all), ...from, texts },
  };
}

/** The UIDs under a message's maintenance id in its file, when there are several. */
export function uidsBeside(form: NoticeForm, all: readonly ReadNotice[]): readonly string[] {
  const key = keyOf(form);
  const beside = all.flatMap((one) =>
    one.kind === 'notice' && keyOf(one.form) === key ? [one.form.uid] : [],
  );
  const uids = [...new Set(beside)].toSorted();
  return uids.length > 1 ? uids : [];
}

export const takeNoticeCommand = defineCommand('take-notice/1', (ctx, body: Body): Taken => {
  if (body.raw !== null) ctx.of(rawStore).put(body.rawHash, body.raw, ctx.at, RAWS_MOST);
  const known = ctx.of(messageStore).byHash(body.hash);
  if (known) return again(ctx, known, body);
  const message = newMessage(ctx, body);
  if (message.noticeId === null) return quarantine(ctx, message, body);
  const store = ctx.of(messageStore);
  store.put(message);
  recompute(ctx, message.noticeId);
  const { standing } = store.byId(message.id)!;
  const outOfOrder = standing === 'superseded';
  if (outOfOrder) store.put({ ...message, standing, outOfOrder });
  const { id: messageId, noticeId } = message;
  const facts = { ...factsOf(message.form!), standing, outOfOrder };
  tellNotice(ctx, 'notice-taken', { noticeId, messageId }, facts, body.texts);
  return { noticeId, messageId, standing, duplicate: false };
});

function newMessage(ctx: ApplyContext, body: Body): MessageRow {
  const { hash: what, form, draft, remarks, together, doubtful, source, rawHash } = body;
  return {
    ...{ id: ctx.randomId(), noticeId: form && noticeFor(ctx, form), hash: what },
    state: form ? 'taken' : 'quarantined',
    standing: form ? 'current' : 'quarantined',
    ...{ form, draft, remarks, together, doubtful, confirmed: false, outOfOrder: false },
    ...{ source, rawHash, receivedAt: ctx.at, settledAt: null, settledWhy: null },
  };
}

function quarantine(ctx: ApplyContext, message: MessageRow, { remarks, texts }: Body): Taken {
  const store = ctx.of(messageStore);
  if (store.quarantined() >= QUARANTINED_MOST)
    throw new Refusal('too-many', `${QUARANTINED_MOST} notices are quarantined: settle some first`);
  store.put(message);
  const { id: messageId, noticeId } = message;
  const reasons = remarks.map(({ what }) => what);
  tellNotice(ctx, 'notice-quarantined', { noticeId, messageId }, { reasons }, texts);
  return { noticeId, messageId, standing: 'quarantined', duplicate: false };
}

/** The same message once more: it may be seen beside others now, or without what made it doubtful. */
function again(ctx: ApplyContext, known: MessageRow, { together, doubtful }: Body): Taken {
  const store = ctx.of(messageStore);
  const all = [...new Set([...known.together, ...together])].toSorted();
  const changed = all.length !== known.together.length || (known.doubtful && !doubtful);
  if (changed && known.noticeId !== null && known.state === 'taken') {
    store.put({ ...known, together: all, doubtful: known.doubtful && doubtful });
    recompute(ctx, known.noticeId);
  }
  const { noticeId, id: messageId } = known;
  return { noticeId, messageId, standing: store.byId(messageId)!.standing, duplicate: true };
}
