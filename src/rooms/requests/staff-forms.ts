import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import { moment, sayState, standing, typedText } from '#rooms/requests/request-card.ts';
import { requestSheet } from '#rooms/requests/request-sheet.ts';
import { ANSWER_MOST } from '#rooms/requests/rules/answer.ts';
import { HIDING_REASONS, OUTCOMES, PROOFS } from '#rooms/requests/rules/words.ts';
import type { StaffRequest } from '#rooms/requests/staff-view.ts';
import { PROOF_NOTE_MOST } from '#rooms/requests/verify-request.ts';

const LIST_MOST = 200;

/** A row of the staff's list: with the words, whether they are public or not. */
export function staffRow(screen: Screen, { row, written: texts }: StaffRequest): Markup {
  const { asks } = screen.texts;
  return html`<li class="request"><h2><a href="/settings/requests/${row.number}">${asks.one(
    screen.say.number(row.number),
  )}</a></h2><p>${asks.kinds[row.asker]} · <bdi>${texts.name ?? '–'}</bdi></p><p class="note">${moment(
    screen,
    row.receivedAt,
  )}</p><p dir="auto" class="brief">${texts.text ?? ''}</p></li>`;
}

/** Everything about a request, with what is not public. */
export function written(screen: Screen, request: StaffRequest): Markup {
  const { asks } = screen.texts;
  const { written: texts, contact, row } = request;
  const secret =
    row.publication === 'waiting' || row.publication === 'withheld'
      ? html`<section class="sheet"><h2><bdi>${texts.name}</bdi></h2>${typedText(texts.text ?? '')}${
          texts.hashtag && html`<p><bdi>#${texts.hashtag}</bdi></p>`
        }<p>${asks.kinds[row.asker]} · ${standing(screen, request)} · ${sayState(screen, request)}</p></section>`
      : NOTHING;
  return html`${secret}${requestSheet(screen, request)}<section class="sheet"><h2>${asks.staff.contact}</h2>${
    contact === undefined
      ? html`<p class="note">${asks.staff.noContact}</p>`
      : html`<p><bdi>${contact}</bdi></p>${button(screen, row.number, 'forget', asks.staff.forget)}`
  }</section>`;
}

function button(screen: Screen, number: number, name: string, label: string): Markup {
  return html`<form method="post" action="/settings/requests/${number}/${name}">${formMarks(screen)}<p><button class="quiet">${label}</button></p></form>`;
}

/** What staff can do with a request, as far as it can still be done. */
export function staffForms(screen: Screen, request: StaffRequest, typed: Typed): Markup {
  const { publication, proof } = request.row;
  return html`${problemOf(typed)}${publication !== 'redacted' && publicationForms(screen, request, typed)}${
    proof === null && verifyForm(screen, request.row.number, typed)
  }${answerForm(screen, request.row.number, typed)}`;
}

function publicationForms(screen: Screen, { row }: StaffRequest, typed: Typed): Markup {
  const { staff, hidingReasons } = screen.texts.asks;
  const isAhead = row.opensAt !== null && row.opensAt > screen.now;
  const released = row.publication === 'released';
  const settled = row.publication === 'waiting' && isAhead && row.checked === 1;
  const mayRelease = !released && !settled && row.secretBecause === null;
  const path = `/settings/requests/${row.number}`;
  const reasons = HIDING_REASONS.map((reason) => [reason, hidingReasons[reason]] as const);
  return html`<section class="sheet">${
    mayRelease && button(screen, row.number, 'release', isAhead ? staff.releaseOn : staff.release)
  }<form method="post" action="${path}/redact">${formMarks(screen)}${select(
    typed,
    'reason',
    staff.reason,
    reasons,
    'abuse',
  )}<p class="row">${
    row.publication === 'waiting' &&
    html`<button class="quiet" formaction="${path}/withhold">${staff.withhold}</button>`
  }<button class="danger">${staff.redact}</button></p></form></section>`;
}

function verifyForm(screen: Screen, number: number, typed: Typed): Markup {
  const { staff, proofs } = screen.texts.asks;
  const choices = PROOFS.map((proof) => [proof, proofs[proof]] as const);
  return html`<form class="sheet" method="post" action="/settings/requests/${number}/verify">${formMarks(
    screen,
  )}${select(typed, 'proof', staff.proof, choices, 'telephoned-back')}${field(typed, {
    name: 'note',
    label: staff.proofNote,
    most: PROOF_NOTE_MOST,
  })}<p><button>${staff.verify}</button></p></form>`;
}

function answerForm(screen: Screen, number: number, typed: Typed): Markup {
  const { staff, states } = screen.texts.asks;
  const choices = OUTCOMES.map((outcome) => [outcome, states[outcome]] as const);
  return html`<form class="sheet" method="post" action="/settings/requests/${number}/answer"><h2>${staff.answer}</h2>${formMarks(
    screen,
  )}${select(typed, 'outcome', staff.outcome, choices, 'refused')}${field(typed, {
    name: 'answer',
    label: staff.answerText,
    required: true,
    most: ANSWER_MOST,
    rows: 5,
  })}${field(typed, {
    name: 'changes',
    label: staff.changes,
    note: staff.changesNote,
    most: LIST_MOST,
    dir: 'ltr',
  })}${field(typed, {
    name: 'against',
    label: staff.against,
    most: LIST_MOST,
    dir: 'ltr',
  })}<p><button>${staff.answer}</button></p></form>`;
}
