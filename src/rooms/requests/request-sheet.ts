import { html, type Markup } from '#pages/markup.ts';
import type { Screen } from '#pages/screen.ts';
import type { AnswerRow } from '#rooms/requests/answer-store.ts';
import {
  aboutAtLength,
  entryLinks,
  moment,
  petitionOf,
  requestLinks,
  sayState,
  standing,
  typedText,
  whyHidden,
} from '#rooms/requests/request-card.ts';
import type { SeenRequest } from '#rooms/requests/views.ts';

/** Everything public about a request, one row a field. */
export function requestSheet(screen: Screen, seen: SeenRequest): Markup {
  const { asks } = screen.texts;
  const { row, words } = seen;
  const rows: readonly (readonly [string, Markup | string | undefined | false])[] = [
    [asks.state, sayState(screen, seen)],
    [asks.from, from(screen, seen)],
    [asks.name, words?.name ? html`<bdi>${words.name}</bdi>` : whyHidden(screen, seen)],
    [asks.received, html`${moment(screen, row.receivedAt)} · ${asks.ways[row.way]}`],
    [asks.reached, row.reachedAt === null ? undefined : moment(screen, row.reachedAt)],
    [asks.about, aboutAtLength(screen, seen)],
    [asks.wish, asks.wishes[row.wish]],
    [asks.text, words?.text ? typedText(words.text) : undefined],
    [asks.languages, words?.languages && html`<bdi dir="ltr">${words.languages}</bdi>`],
    [
      asks.hashtag,
      words?.hashtag &&
        html`<a href="/tags/${encodeURIComponent(words.hashtag)}"><bdi>#${words.hashtag}</bdi></a>`,
    ],
    [asks.petition, seen.petition ? petitionOf(screen, seen) : undefined],
    [asks.conflicts, seen.conflicts.length > 0 && requestLinks(screen, seen.conflicts)],
    [asks.onRecord, entryLinks(screen, [row.ledger])],
  ];
  return html`<section class="sheet"><dl class="request">${rows.map(
    ([name, value]) => value && html`<dt>${name}</dt><dd>${value}</dd>`,
  )}</dl></section>`;
}

/** Who asks, and how that was verified. */
function from(screen: Screen, seen: SeenRequest): Markup {
  const { asker, verifiedLedger, proofNote } = seen.row;
  return html`${screen.texts.asks.kinds[asker]} · ${standing(screen, seen)}${
    verifiedLedger !== null && html` · ${entryLinks(screen, [verifiedLedger])}`
  }${proofNote && typedText(proofNote)}`;
}

/** All answers to a request, with what they refer to. */
export function answers(screen: Screen, { answers: given }: SeenRequest): Markup | false {
  const { asks } = screen.texts;
  return (
    given.length > 0 &&
    html`<section class="sheet"><h2>${asks.answers}</h2>${given.map((one) => answer(screen, one))}</section>`
  );
}

function answer(screen: Screen, one: AnswerRow): Markup {
  const { asks } = screen.texts;
  return html`<div class="request"><p><strong>${asks.states[one.outcome]}</strong> · ${moment(screen, one.at)} · ${entryLinks(
    screen,
    [one.ledger],
  )}</p>${one.reason === null ? typedText(one.text) : html`<p>${asks.late[one.reason]}</p>`}${
    one.changes.length > 0 && html`<p>${asks.changes}: ${entryLinks(screen, one.changes)}</p>`
  }${one.against.length > 0 && html`<p>${asks.against}: ${requestLinks(screen, one.against)}</p>`}</div>`;
}
