import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import type { MessageRow } from '#rooms/notices/message-store.ts';
import { utc } from '#rooms/notices/notice-form.ts';
import type { DraftTime } from '#rooms/notices/rules/draft.ts';
import { IMPACTS, type NoticeRemark, STATUSES } from '#rooms/notices/rules/words.ts';
import { sayRemark } from '#rooms/notices/say-remark.ts';
import { WHY_MOST } from '#rooms/notices/settle-notice.ts';
import type { CurrentNotice } from '#rooms/notices/views.ts';

const PATH = '/settings/notices';
const LINE_MOST = 500;
const LIST_MOST = 20_000;

/** What is typed into the forms of this page, and into which of them. */
export type Filled = { readonly form: string; readonly typed: Typed };

/** A window of a notice in a list. */
export function noticeRow(screen: Screen, notice: CurrentNotice): Markup {
  const { notices: texts } = screen.texts;
  const { provider, maintenanceIds, summary, status, impact, startsAt, endsAt, waiting } = notice;
  return html`<li><h3><bdi>${provider}</bdi> · <bdi>${maintenanceIds[0]}</bdi></h3><p dir="auto">${summary}</p><p><bdi>${status}</bdi> · <bdi>${impact}</bdi></p><p>${screen.say.moment(
    startsAt,
  )} – ${screen.say.moment(endsAt)}</p><p class="note">${noticeNumber(notice.noticeId)}</p>${
    waiting > 0 && html`<p class="note">${texts.waits(screen.say.number(waiting))}</p>`
  }</li>`;
}

function noticeNumber(id: number): Markup {
  return html`<bdi>${String(id)}</bdi>`;
}

/** A message that waits, in a list. */
export function messageRow(screen: Screen, message: MessageRow): Markup {
  const { notices: texts } = screen.texts;
  const { id, form, draft, standing, source, receivedAt } = message;
  const name = form?.maintenanceIds[0] ?? draft?.ids[0]?.id ?? source;
  return html`<li><h3><a href="${PATH}/${id}"><bdi>${name}</bdi></a></h3><p><bdi>${
    form?.provider ?? draft?.provider
  }</bdi> · ${texts.standings[standing]}</p><p class="note"><bdi>${source}</bdi> · ${screen.say.moment(receivedAt)}</p></li>`;
}

/** All about a message: what it says, what was odd, and the text it came in. */
export function messageSheet(screen: Screen, message: MessageRow, raw: string | undefined): Markup {
  const { notices: texts } = screen.texts;
  const { standing, source, receivedAt, remarks, form, draft } = message;
  const heading = message.state === 'quarantined' ? texts.reasons : texts.remarks;
  const said = form && [
    [texts.provider, form.provider],
    [texts.ids, form.maintenanceIds.join(', ')],
    [texts.objects, form.objects.map(({ id, impact }) => `${id} ${impact}`).join(', ')],
    [texts.impact, form.impact],
    [texts.status, form.status ?? texts.unsaid],
    [texts.start, utc(form.startsAt)],
    [texts.end, utc(form.endsAt)],
  ];
  const rows = said?.map(([name, value]) => html`<dt>${name}</dt><dd><bdi>${value}</bdi></dd>`);
  return html`<section class="sheet notices"><h2>${texts.standings[standing]}</h2><p>${texts.source} <bdi>${source}</bdi></p><p class="note">${
    texts.received
  } ${screen.say.moment(receivedAt)}</p>${rows && html`<dl>${rows}</dl>`}${
    remarks.length > 0 && html`<h3>${heading}</h3><ul>${remarks.map((one) => remarkRow(screen, one))}</ul>`
  }${meanings(screen, texts.start, draft?.start)}${meanings(screen, texts.end, draft?.end)}${
    raw !== undefined && html`<details><summary>${texts.raw}</summary><pre dir="ltr">${raw}</pre></details>`
  }</section>`;
}

function remarkRow(screen: Screen, { what, about }: NoticeRemark): Markup {
  const words = sayRemark({ what }, screen.texts.notices.remarkWords);
  return html`<li>${words}${about && html` <bdi dir="ltr">${about}</bdi>`}</li>`;
}

function meanings(screen: Screen, name: string, time: DraftTime | null | undefined): Markup {
  if (!time?.meanings || time.meanings.length === 0) return NOTHING;
  const { notices: texts } = screen.texts;
  const rows = time.meanings.map(
    ({ zone, ms }) => html`<li><bdi dir="ltr">${zone}</bdi>: <bdi dir="ltr">${utc(ms)}</bdi></li>`,
  );
  return html`<h3>${name}: ${texts.meanings}</h3><ul>${rows}</ul>`;
}

/** The forms by which a person settles a message that waits. */
export function settleForms(screen: Screen, message: MessageRow, { form, typed }: Filled): Markup {
  const { notices: texts } = screen.texts;
  const none: Typed = { values: {} };
  const accepting = form === 'accept' ? typed : none;
  const discarding = form === 'discard' ? typed : none;
  const head = (name: string, title: string) =>
    html`<h2>${title}</h2>${formMarks(screen, screen.newKey())}${problemOf(name === form ? typed : none)}`;
  const why = field(discarding, { name: 'why', label: texts.why, most: WHY_MOST, rows: 2, required: true });
  return html`<form class="sheet" method="post" action="${PATH}/${message.id}/accept">${head(
    'accept',
    texts.accept,
  )}${message.form === null && fields(screen, message, accepting)}<p><button>${texts.acceptGo}</button></p></form><form class="sheet" method="post" action="${PATH}/${message.id}/discard">${head(
    'discard',
    texts.discard,
  )}${why}<p><button class="danger">${texts.discardGo}</button></p></form>`;
}

/** What a person completes of a notice that could not be taken. */
function fields(screen: Screen, { draft }: MessageRow, typed: Typed): Markup {
  const { notices: texts } = screen.texts;
  const line = (name: string, label: string, value: string | null | undefined, note?: string) =>
    field(typed, { name, label, value: value ?? '', most: LINE_MOST, dir: 'ltr', ...(note && { note }) });
  const list = (name: string, label: string, values: readonly string[]) =>
    field(typed, {
      name,
      label,
      value: values.join('\n'),
      note: texts.listNote,
      rows: 3,
      most: LIST_MOST,
      dir: 'ltr',
    });
  const time = (found: DraftTime | null | undefined) => (found?.ms == null ? '' : utc(found.ms));
  const choice = (name: string, label: string, all: readonly string[], value: string | null | undefined) =>
    select(typed, name, label, [['', texts.unsaid], ...all.map((one) => [one, one] as const)], value ?? '');
  return html`${line('provider', texts.provider, draft?.provider)}${line('account', texts.account, draft?.account)}${list(
    'maintenanceIds',
    texts.ids,
    draft?.ids.map(({ id }) => id) ?? [],
  )}${list('objects', texts.objects, draft?.objects.map(({ id }) => id) ?? [])}${choice('impact', texts.impact, IMPACTS, draft?.impact)}${choice(
    'status',
    texts.status,
    STATUSES,
    draft?.status,
  )}${line('start', texts.start, time(draft?.start), texts.timeNote)}${line('end', texts.end, time(draft?.end))}${line(
    'zone',
    texts.zone,
    '',
    texts.zoneNote,
  )}`;
}
