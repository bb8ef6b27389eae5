import { z } from 'zod';
import { whole } from '#machinery/http/fields.ts';
import { type Call, type Route, route } from '#machinery/http/route.ts';
import { pageAnswer } from '#pages/answer.ts';
import { html, type Markup } from '#pages/markup.ts';
import { empty } from '#pages/parts/post-list.ts';
import { heading } from '#pages/parts/sheet.ts';
import type { Screen } from '#pages/screen.ts';
import type { Texts } from '#pages/texts/index.ts';
import { screenOf } from '#rooms/accounts/index.ts';
import { type Head, readHead } from '#rooms/ledger/head.ts';
import { REFUSED } from '#rooms/ledger/publish.ts';
import { entriesBefore, type LedgerEntry, type ShownText, seeEntry } from '#rooms/ledger/views.ts';
import { Refusal } from '#values/refusal.ts';
import { iso } from '#values/time.ts';

const SHOWN = 40;
const before = whole(0, Number.MAX_SAFE_INTEGER).optional().catch(undefined);

/** Where the things are that entries are about. */
const PLACES: readonly (readonly [RegExp, string])[] = [
  [/^window\/(\d+)$/, '/status/windows/'],
  [/^request\/(\d+)$/, '/requests/'],
  [/^entry\/(\d+)$/, '/ledger/entries/'],
];

async function ledgerPage(call: Call<{ readonly before?: number | undefined }>): Promise<Response> {
  const { house, query } = call;
  const screen = screenOf(call);
  const t = screen.texts.ledger;
  const [head, refused] = [await readHead(house.shelf), await house.shelf.read(REFUSED)];
  const entries = entriesBefore(house.view(), query.before ?? Number.MAX_SAFE_INTEGER, SHOWN);
  const list =
    entries.length === 0
      ? empty(t.none)
      : html`<ol class="record-list">${entries.map((entry) => row(screen, entry))}</ol>`;
  const content = html`${heading(t.title)}<p>${t.lead}</p>${signed(screen, head, refused !== undefined)}${check(screen, house.origin)}<section class="sheet record">${list}</section>${paging(screen, entries, query.before)}`;
  return pageAnswer(screen, { title: t.title, description: t.lead }, content);
}

/** The head as it was signed last, and whether anything keeps it from being signed now. */
function signed({ texts, say }: Screen, head: Head | undefined, isRefused: boolean): Markup {
  const t = texts.ledger;
  const known =
    head &&
    html`<p>${t.entries(say.number(head.size))} · <a href="/ledger/checkpoint"><code dir="ltr">${head.root.toString('base64')}</code></a></p>`;
  return html`<section class="sheet record"><h2>${t.head}</h2>${isRefused && html`<p role="alert">${t.unsigned}</p>`}${known}</section>`;
}

function check({ texts }: Screen, origin: string): Markup {
  const t = texts.ledger;
  return html`<section class="sheet record"><h2>${t.check}</h2><p class="note">${t.checkNote}</p><p><code dir="ltr">npx rooftop ledger verify ${origin}</code></p></section>`;
}

function row({ texts, say }: Screen, { index, at, kind, about }: LedgerEntry): Markup {
  return html`<li><a href="/ledger/entries/${index}">${texts.ledger.entry(say.number(index))}</a> ${sayKind(texts, kind)} · ${place(about)} <time class="note" datetime="${iso(at)}">${say.moment(at)}</time></li>`;
}

/** What happened, in words when there are some for it. */
function sayKind({ ledger }: Texts, kind: string): string | Markup {
  const words: Readonly<Record<string, string>> = ledger.kinds;
  return Object.hasOwn(words, kind) ? words[kind]! : html`<code dir="ltr">${kind}</code>`;
}

function place(about: string): Markup {
  for (const [name, path] of PLACES) {
    const number = name.exec(about)?.[1];
    if (number) return html`<a href="${path}${number}"><code dir="ltr">${about}</code></a>`;
  }
  return html`<code dir="ltr">${about}</code>`;
}

function paging({ texts }: Screen, entries: readonly LedgerEntry[], asked: number | undefined): Markup {
  const last = entries.at(-1)?.index ?? 0;
  const t = texts.ledger;
  return html`<p class="paging">${asked !== undefined && html`<a href="/ledger">${t.newest}</a> `}${last > 0 && html`<a href="/ledger?before=${last}">${t.older}</a>`}</p>`;
}

function entryPage(call: Call): Response {
  const entry = seeEntry(call.house.view(), Number(call.params['index']));
  if (!entry) throw new Refusal('not-found', 'Record not found');
  const screen = screenOf(call);
  const t = screen.texts.ledger;
  const title = t.entry(screen.say.number(entry.index));
  const content = html`${heading(title)}${what(screen, entry)}${facts(screen, entry)}${entry.texts.map((text) => textPart(screen, text))}<section class="sheet record"><h2>${t.leaf}</h2><pre dir="ltr" class="record-leaf">${entry.leaf}</pre><p><a href="/api/rooftop/v1/ledger/entries/${entry.index}">${t.proof}</a> · <a href="/ledger">${t.all}</a></p></section>`;
  return pageAnswer(screen, { title, description: t.lead }, content);
}

function what(screen: Screen, { kind, about, at }: LedgerEntry): Markup {
  const t = screen.texts.ledger;
  return html`<section class="sheet record"><dl class="request"><dt>${t.kind}</dt><dd>${sayKind(screen.texts, kind)}</dd><dt>${t.about}</dt><dd>${place(about)}</dd><dt>${t.at}</dt><dd><time datetime="${iso(at)}">${screen.say.moment(at)}</time></dd></dl></section>`;
}

/** The facts as they are hashed: words of a program, the same in every language. */
function facts({ texts }: Screen, entry: LedgerEntry): Markup | false {
  const rows = Object.entries(entry.facts).map(
    ([name, value]) =>
      html`<dt><code dir="ltr">${name}</code></dt><dd><bdi dir="ltr">${[value ?? []].flat().join(', ') || '—'}</bdi></dd>`,
  );
  return (
    rows.length > 0 &&
    html`<section class="sheet record"><h2>${texts.ledger.facts}</h2><dl class="request">${rows}</dl></section>`
  );
}

function textPart({ texts }: Screen, { name, commitment, state, text, salt }: ShownText): Markup {
  const t = texts.ledger;
  const said =
    state === 'shown'
      ? html`<p dir="auto">${text}</p><p class="note">${t.salt}: <code dir="ltr">${salt}</code></p>`
      : html`<p class="note">${t[state]}</p>`;
  return html`<section class="sheet record"><h2>${t.text}: <code dir="ltr">${name}</code></h2>${said}<p class="note">${t.commitment}: <code dir="ltr">${commitment}</code></p></section>`;
}

export const pageRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/ledger',
    door: 'page',
    summary: 'The public record',
    query: z.object({ before }),
    handle: ledgerPage,
  }),
  route({
    method: 'GET',
    path: '/ledger/entries/:index{[0-9]{1,15}}',
    door: 'page',
    summary: 'One entry of the public record',
    handle: entryPage,
  }),
];
