import type { ProfileCard, RelationCard } from '#pages/cards.ts';
import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';
import { icon } from '#pages/parts/icon.ts';
import { face } from '#pages/parts/person.ts';
import { actButton } from '#pages/parts/post-actions.ts';
import { tabs } from '#pages/parts/tabs.ts';
import { words } from '#pages/parts/words.ts';
import type { Screen } from '#pages/screen.ts';

/** The head of somebody's page. */
export function profile(screen: Screen, card: ProfileCard): Markup {
  const { person } = card;
  const name = html`<div><h1><bdi>${person.name}</bdi></h1><p class="note"><bdi dir="ltr">${person.handle}</bdi>${signs(screen, card)}</p></div>`;
  return html`<section class="profile">${banner(card)}<div><div class="first">${face(person, 'large')}<div class="ways">${ways(
    screen,
    card,
  )}</div></div>${name}${words(card.noteHtml)}${fields(card)}${numbers(screen, card)}</div></section>`;
}

function banner(card: ProfileCard): Markup {
  return card.header === undefined
    ? html`<div class="banner"></div>`
    : html`<img class="banner" src="${card.header}" alt="" width="1500" height="500">`;
}

function signs(screen: Screen, card: ProfileCard): Markup {
  const texts = screen.texts.profile;
  return html`${card.person.locked && html` · ${icon('lock')} ${texts.locked}`}${card.person.bot && html` · ${texts.bot}`}${
    card.relation?.followedBy && html` · ${texts.followsYou}`
  }${card.imported && html` · ${texts.importedAccount}`}`;
}

function fields(card: ProfileCard): Markup {
  if (card.fields.length === 0) return NOTHING;
  return html`<dl>${card.fields.map(
    (one) => html`<dt><bdi>${one.name}</bdi></dt><dd><bdi>${raw(one.html)}</bdi></dd>`,
  )}</dl>`;
}

function numbers(screen: Screen, card: ProfileCard): Markup {
  const texts = screen.texts.profile;
  const shown = (n: number) => {
    if (card.exact) return screen.say.number(n);
    return n < 10 ? texts.fewer : texts.atLeast(screen.say.number(n));
  };
  const list = (path: string, label: string, n: number) => {
    const text = html`${label} <b>${shown(n)}</b>`;
    return card.listsShown || card.own
      ? html`<a href="${card.person.href}/${path}">${text}</a>`
      : html`<span>${text}</span>`;
  };
  return html`<p class="numbers note"><span>${texts.posts} <b>${screen.say.number(card.posts)}</b></span>${list(
    'following',
    texts.following,
    card.following,
  )}${list('followers', texts.followers, card.followers)}<span>${texts.joined(screen.say.year(Date.UTC(card.year, 6)))}</span></p>`;
}

/** What the reader can do about this account. */
function ways(screen: Screen, card: ProfileCard): Markup {
  if (card.own)
    return html`<a class="button quiet" href="/settings/profile">${screen.texts.profile.edit}</a>`;
  const relation = card.relation;
  if (!relation) return NOTHING;
  const texts = screen.texts.profile;
  const path = `/accounts/${card.person.id}`;
  const toggle = (on: boolean, verb: string, undo: string, label: string, undoLabel: string) =>
    actButton(`${path}/${on ? undo : verb}`, on ? undoLabel : label);
  return html`${followButton(screen, path, relation)}<details class="menu"><summary class="button quiet" title="${texts.actions}">${icon(
    'more',
  )}<span class="vh">${texts.actions}</span></summary><div>${
    relation.following &&
    toggle(relation.boostsHidden, 'hide_boosts', 'show_boosts', texts.hideBoosts, texts.showBoosts)
  }${toggle(relation.muting, 'mute', 'unmute', texts.mute, texts.unmute)}${toggle(
    relation.blocking,
    'block',
    'unblock',
    texts.block,
    texts.unblock,
  )}</div></details>`;
}

function followButton(screen: Screen, path: string, relation: RelationCard): Markup {
  const texts = screen.texts.profile;
  if (relation.blocking) return actButton(`${path}/unblock`, texts.unblock, 'quiet');
  if (relation.following) return actButton(`${path}/unfollow`, texts.unfollow, 'quiet');
  if (relation.requested) return actButton(`${path}/unfollow`, texts.requested, 'quiet');
  return actButton(`${path}/follow`, texts.follow);
}

/** The tabs over somebody's posts. */
export function profileTabs(screen: Screen, href: string, at: 'posts' | 'replies' | 'media'): Markup {
  const texts = screen.texts.profile;
  const tab = (name: 'posts' | 'replies' | 'media', path: string) => ({
    href: `${href}${path}`,
    label: texts[name],
    here: name === at,
  });
  return tabs(texts.posts, [tab('posts', ''), tab('replies', '/with_replies'), tab('media', '/media')]);
}
