import { machineTime } from '#pages/dates.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';
import { entryPath } from '#rooms/requests/entry-path.ts';
import { ACCOUNTS_LEAST } from '#rooms/requests/rules/petition.ts';
import { stateOf } from '#rooms/requests/rules/state.ts';
import type { SeenRequest } from '#rooms/requests/views.ts';

/** How requests look on pages. Everything that people typed is escaped, in its own direction, and never a link. */

export function requestPath(number: number): string {
  return `/requests/${number}`;
}

/** One row of the queue: the same for everyone who asks. */
export function queueRow(screen: Screen, seen: SeenRequest): Markup {
  const { asks } = screen.texts;
  const { row, words } = seen;
  const name = words?.name && html` <bdi>${words.name}</bdi>`;
  return html`<li class="request"><h2><a href="${requestPath(row.number)}">${asks.one(screen.say.number(row.number))}</a></h2><p>${asks.kinds[row.asker]} · ${standing(
    screen,
    seen,
  )}${name && html` ·${name}`}${seen.petition && html` · ${howMany(screen, seen.petition.step)}`}</p><p class="note">${moment(screen, row.receivedAt)} · ${asks.wish}: ${asks.wishes[row.wish]} · ${about(
    screen,
    seen,
  )}</p>${
    words?.text
      ? html`<p dir="auto" class="brief">${words.text}</p>`
      : html`<p class="note">${whyHidden(screen, seen)}</p>`
  }<p><strong>${sayState(screen, seen)}</strong> · <a href="${entryPath(row.ledger)}">${asks.entry(
    screen.say.number(row.ledger),
  )}</a></p></li>`;
}

/** Whether who asks is only claimed, or how it was verified. */
export function standing(screen: Screen, { row }: SeenRequest): string {
  const { asks } = screen.texts;
  return row.proof === null ? asks.claimed : `${asks.verified} ${asks.proofs[row.proof]}`;
}

export function sayState(screen: Screen, { row }: SeenRequest): string {
  return screen.texts.asks.states[stateOf(row)];
}

/** What the request is about: the title of a window is what staff wrote. */
export function about(screen: Screen, { window }: SeenRequest): Markup {
  return window
    ? html`<a href="/status/windows/${window.id}"><bdi>${window.title}</bdi></a>`
    : html`${screen.texts.asks.aboutNone}`;
}

/** The same with the window's present hour, and until when it can be changed. */
export function aboutAtLength(screen: Screen, seen: SeenRequest): Markup {
  const { window, deadline } = seen;
  const { asks } = screen.texts;
  return html`${about(screen, seen)}${window && html`<br>${moment(screen, window.startsAt)}`}${
    deadline !== undefined && html`<br>${asks.deadline(screen.say.moment(deadline))}`
  }`;
}

/** Why the words of a request are not shown; nothing when they are. */
export function whyHidden(screen: Screen, { row }: SeenRequest): Markup {
  const { hidden, hidingReasons, secretReasons } = screen.texts.asks;
  const because = row.hiddenBecause === null ? '' : hidingReasons[row.hiddenBecause];
  if (row.publication === 'released') return NOTHING;
  if (row.publication === 'withheld') return html`${hidden.withheld(because)}`;
  if (row.publication === 'redacted') return html`${hidden.redacted(because)}`;
  if (row.secretBecause !== null) return html`${hidden.secret(secretReasons[row.secretBecause])}`;
  if (row.opensAt === null) return html`${hidden.waiting}`;
  const day = screen.say.moment(row.opensAt);
  return html`${row.checked === 1 ? hidden.checked(day) : hidden.confidential(day)}`;
}

/** How many ask under the hashtag, and how that was counted. */
export function petitionOf(screen: Screen, { petition }: SeenRequest): Markup {
  if (!petition) return NOTHING;
  const { step, madeBefore, since } = petition;
  return html`<strong>${howMany(screen, step)}</strong><p class="note">${screen.texts.asks.method(screen.say.day(madeBefore), screen.say.moment(since))}</p>`;
}

function howMany(screen: Screen, step: number): string {
  const { asks } = screen.texts;
  return step === 0 ? asks.under(screen.say.number(ACCOUNTS_LEAST)) : asks.atLeast(screen.say.number(step));
}

/** Numbers of other requests as links. */
export function requestLinks(screen: Screen, numbers: readonly number[]): Markup {
  const link = (number: number, i: number) =>
    html`${i > 0 && ' · '}<a href="${requestPath(number)}">${screen.texts.asks.one(screen.say.number(number))}</a>`;
  return html`${numbers.map(link)}`;
}

/** Places on the record as links. */
export function entryLinks(screen: Screen, indices: readonly number[]): Markup {
  const link = (index: number, i: number) =>
    html`${i > 0 && ' · '}<a href="${entryPath(index)}">${screen.texts.asks.entry(screen.say.number(index))}</a>`;
  return html`${indices.map(link)}`;
}

/** What somebody typed, line by line. */
export function typedText(text: string): Markup {
  const lines = text.split('\n').map((line, i) => html`${i > 0 && html`<br>`}${line}`);
  return html`<div dir="auto">${lines}</div>`;
}

export function moment(screen: Screen, ms: number): Markup {
  return html`<time datetime="${machineTime(ms)}">${screen.say.moment(ms)}</time>`;
}
