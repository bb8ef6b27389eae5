import type { PostCard } from '#pages/cards.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { type IconName, icon } from '#pages/parts/icon.ts';
import type { Screen } from '#pages/screen.ts';

/** The form at the end of a page that every button outside a form belongs to: one token for all of them. */
export function actForm(screen: Screen): Markup {
  return html`<form id="act" method="post" hidden><input type="hidden" name="form_token" value="${screen.formToken}"><input type="hidden" name="back" value="${screen.here}"></form>`;
}

/** A button that posts to `path`, without a form around it. */
export function actButton(path: string, label: string | Markup, kind = ''): Markup {
  return html`<button form="act" formaction="${path}"${kind && html` class="${kind}"`}>${label}</button>`;
}

/** What a signed-in reader can do with a post; strangers see the numbers. */
export function postActions(screen: Screen, card: PostCard): Markup {
  const texts = screen.texts.post;
  const reply = html`<a href="${card.href}#reply" title="${texts.reply}">${icon('reply')}<span class="vh">${texts.reply}</span>${count(screen, card.replies)}</a>`;
  if (!screen.me) {
    const sum = (name: IconName, label: string, n: number) =>
      n === 0
        ? NOTHING
        : html`<span title="${label}">${icon(name)}<span class="vh">${label}</span>${count(screen, n)}</span>`;
    return html`<footer>${card.replies > 0 && reply}${sum('boost', texts.boost, card.boosts)}${sum('star', texts.favourite, card.favourites)}</footer>`;
  }
  return html`<footer>${reply}${boostButton(screen, card)}${toggle(screen, card, 'favourite', 'star', card.favourited, card.favourites)}${toggle(
    screen,
    card,
    'bookmark',
    'bookmark',
    card.bookmarked,
    0,
  )}${menu(screen, card)}</footer>`;
}

function boostButton(screen: Screen, card: PostCard): Markup {
  if (!card.boostable) {
    const sign = card.visibility === 'direct' ? 'mail' : 'lock';
    return html`<span title="${screen.texts.post.visibility[card.visibility]}">${icon(sign)}</span>`;
  }
  return toggle(screen, card, 'boost', 'boost', card.boosted, card.boosts);
}

type Toggle = 'boost' | 'favourite' | 'bookmark';

function toggle(
  screen: Screen,
  card: PostCard,
  verb: Toggle,
  sign: IconName,
  on: boolean,
  n: number,
): Markup {
  const path = on ? (`un${verb}` as const) : verb;
  const label = screen.texts.post[path];
  const kind = on ? `${verb} on` : verb;
  return html`<button form="act" formaction="/posts/${card.id}/${path}" class="${kind}" title="${label}">${icon(sign)}<span class="vh">${label}</span>${count(screen, n)}</button>`;
}

function count(screen: Screen, n: number): Markup {
  return n === 0 ? NOTHING : html` <span>${screen.say.number(n)}</span>`;
}

function menu(screen: Screen, card: PostCard): Markup {
  const texts = screen.texts.post;
  const path = `/posts/${card.id}`;
  const own = html`<a href="${path}/edit">${texts.edit}</a><a href="${path}/delete">${texts.delete}</a>${
    card.visibility === 'direct'
      ? NOTHING
      : actButton(`${path}/${card.pinned ? 'unpin' : 'pin'}`, card.pinned ? texts.unpin : texts.pin)
  }`;
  return html`<details class="menu"><summary title="${texts.more}">${icon('more')}<span class="vh">${texts.more}</span></summary><div>${
    card.own && own
  }${actButton(`${path}/${card.muted ? 'unmute' : 'mute'}`, card.muted ? texts.unmute : texts.mute)}<a href="${card.href}">${texts.link}</a></div></details>`;
}
