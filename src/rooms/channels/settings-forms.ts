import { html, type Markup } from '#pages/markup.ts';
import { checkbox, field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import type { Screen } from '#pages/screen.ts';
import { stateBadge } from '#rooms/channels/channel-card.ts';
import { freezeStore } from '#rooms/channels/freeze-store.ts';
import { CHANNEL_KINDS, NAME_MOST, URL_MOST } from '#rooms/channels/rules/channel.ts';
import { freshState } from '#rooms/channels/rules/overlap.ts';
import { freezePeriods, knownChannels } from '#rooms/channels/views.ts';
import type { View } from '#view/reader.ts';

const PATH = '/settings/channels';
const TIME_MOST = 80;

export function channelList(screen: Screen, view: View): Markup {
  const t = screen.texts.channels;
  const rows = knownChannels(view).map((one) => {
    const { id, name, kind, url, shown } = one.row;
    return html`<li class="row"><span><bdi>${name}</bdi> ${stateBadge(screen, one, freshState(one.row, screen.now))} <span class="note">${
      t.staff.kinds[kind]
    } · <bdi dir="ltr">${url}</bdi>${shown === 0 && html` · ${t.staff.hidden}`}</span></span>${actButton(
      `${PATH}/${id}/remove`,
      t.staff.remove,
      'quiet',
    )}</li>`;
  });
  const list =
    rows.length === 0 ? html`<p class="note">${t.none}</p>` : html`<ul class="people">${rows}</ul>`;
  return html`<section class="sheet"><h2>${t.title}</h2>${list}</section>`;
}

export function channelForm(screen: Screen, typed: Typed): Markup {
  const t = screen.texts.channels.staff;
  const kinds = CHANNEL_KINDS.map((kind) => [kind, t.kinds[kind]] as const);
  return html`<form class="sheet" method="post" action="${PATH}"><h2>${t.add}</h2>${formMarks(screen, screen.newKey())}${problemOf(
    typed,
  )}${select(typed, 'kind', t.kind, kinds, 'statuspage')}${field(typed, { name: 'name', label: t.name, most: NAME_MOST, required: true })}${field(
    typed,
    { name: 'url', label: t.url, type: 'url', most: URL_MOST, required: true, dir: 'ltr' },
  )}${checkbox(typed, 'shown', t.shown, true)}<p><button>${t.addGo}</button></p></form>`;
}

/** Times without work: those typed in and imported, which can be taken back, and those of calendars that are watched. */
export function freezeList({ texts, say }: Screen, view: View): Markup {
  const t = texts.channels;
  const own = view.of(freezeStore).all();
  const sources = new Set(own.map(({ source }) => source));
  const watched = freezePeriods(view).filter(({ source }) => !sources.has(source));
  const line = (period: (typeof watched)[number]) =>
    html`<span><bdi>${period.name}</bdi> <span class="note">${t.until(say.moment(period.startsAt), say.moment(period.endsAt))} · <bdi>${
      period.source
    }</bdi></span></span>`;
  const rows = [
    ...own.map(
      (one) =>
        html`<li class="row">${line(one)}${actButton(`${PATH}/freezes/${one.id}/remove`, t.staff.freezeRemove, 'quiet')}</li>`,
    ),
    ...watched.map((one) => html`<li class="row">${line(one)}</li>`),
  ];
  const list = rows.length === 0 ? html`<p>${t.staff.noFreezes}</p>` : html`<ul class="people">${rows}</ul>`;
  return html`<section class="sheet"><h2>${t.staff.freezes}</h2><p class="note">${t.staff.freezesNote}</p>${list}</section>`;
}

export function freezeForm(screen: Screen, typed: Typed): Markup {
  const t = screen.texts.channels.staff;
  const time = (name: string, label: string, note?: string) =>
    field(typed, {
      name,
      label,
      most: TIME_MOST,
      required: true,
      dir: 'ltr',
      ...(note !== undefined && { note }),
    });
  return html`<form class="sheet" method="post" action="${PATH}/freezes"><h2>${t.freezeAdd}</h2>${formMarks(
    screen,
    screen.newKey(),
  )}${problemOf(typed)}${field(typed, { name: 'name', label: t.name, most: NAME_MOST, required: true })}${time(
    'startsAt',
    t.starts,
    t.timeNote,
  )}${time('endsAt', t.ends)}<p><button>${t.freezeGo}</button></p></form>`;
}
