import type { PictureCard, PostCard } from '#pages/cards.ts';
import { machineTime } from '#pages/dates.ts';
import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';
import { icon } from '#pages/parts/icon.ts';
import { face, nameOf, personLink } from '#pages/parts/person.ts';
import { postActions } from '#pages/parts/post-actions.ts';
import { inLanguage, words } from '#pages/parts/words.ts';
import type { Screen } from '#pages/screen.ts';

/** How a post stands: in a list, or as the one the page is about. */
export type PostPlace = 'list' | 'focus';

/** A post. The same markup in a page and as a fragment, so that what arrives live equals what a reload shows. */
export function post(screen: Screen, card: PostCard, place: PostPlace = 'list'): Markup {
  return html`<article class="post${place === 'focus' && ' focus'}" id="p${card.listId}" data-id="${card.listId}"${
    card.listId === card.id ? NOTHING : html` data-of="${card.id}"`
  }>${whyHere(screen, card)}<header>${face(card.author)}<a class="who" href="${card.author.href}">${nameOf(card.author)}</a>${when(
    screen,
    card,
  )}</header>${replyLine(screen, card)}${body(screen, card)}${marks(screen, card, place)}${postActions(screen, card)}</article>`;
}

function whyHere(screen: Screen, card: PostCard): Markup {
  if (!card.boostedBy) return NOTHING;
  return html`<p class="why">${icon('boost')}${personLink(card.boostedBy)} ${screen.texts.post.boostedBy}</p>`;
}

/** How long ago, linked to the post; with an estimated hour the day alone is shown. */
function when(screen: Screen, card: PostCard): Markup {
  const { say, now } = screen;
  const shown = card.estimated ? say.day(card.createdAt) : say.ago(card.createdAt, now);
  const full = card.estimated ? say.day(card.createdAt) : say.moment(card.createdAt);
  return html`<a class="when" href="${card.href}"><time datetime="${machineTime(card.createdAt)}" title="${full}"${card.estimated && raw(' data-day')}>${shown}</time></a>`;
}

function replyLine(screen: Screen, card: PostCard): Markup {
  if (!card.replyTo) return NOTHING;
  const { href, handle } = card.replyTo;
  const texts = screen.texts.post;
  const [before, after] = texts.replyTo('\n').split('\n');
  const said = handle ? html`${before}<bdi dir="ltr">${handle}</bdi>${after}` : texts.inReply;
  return html`<p class="why"><a href="${href}">${said}</a></p>`;
}

/** The text, behind its warning when it has one. Its language is said when the author said it. */
function body(screen: Screen, card: PostCard): Markup {
  const text = words(card.html, card.language);
  if (card.spoiler === '') return html`${text}${pictures(screen, card)}`;
  return html`<details class="warned"><summary dir="auto"${inLanguage(card.language)}>${card.spoiler}</summary>${text}${pictures(screen, card)}</details>`;
}

function pictures(screen: Screen, card: PostCard): Markup {
  if (card.pictures.length === 0) return NOTHING;
  const all = html`<div class="pictures n${Math.min(4, card.pictures.length)}">${card.pictures.map((one) => picture(screen, one))}</div>`;
  if (!card.sensitive || card.spoiler !== '') return all;
  return html`<details class="warned"><summary>${screen.texts.post.sensitive}</summary>${all}</details>`;
}

function picture(screen: Screen, one: PictureCard): Markup {
  const alt = one.description || screen.texts.post.imageLacksText;
  if (one.kind === 'video' || one.kind === 'gifv')
    return html`<video src="${one.href}" width="${one.width}" height="${one.height}" controls preload="none" aria-label="${alt}"></video>`;
  if (one.kind === 'audio')
    return html`<audio src="${one.href}" controls preload="none" aria-label="${alt}"></audio>`;
  return html`<a href="${one.href}"><img src="${one.preview}" width="${one.width}" height="${one.height}" alt="${alt}" loading="lazy" decoding="async"></a>`;
}

/** What must be known to read the post rightly: imported, estimated, replayed, edited, not public. */
function marks(screen: Screen, card: PostCard, place: PostPlace): Markup {
  const texts = screen.texts.post;
  const all: Markup[] = [];
  if (card.pinned && place === 'list' && card.own) all.push(html`<span>${texts.pinned}</span>`);
  if (card.imported) all.push(html`<span title="${texts.importedTitle}">${texts.imported}</span>`);
  if (card.estimated) all.push(html`<span title="${texts.estimatedTitle}">${texts.estimated}</span>`);
  if (card.replay) all.push(html`<span title="${texts.replayTitle}">${texts.replay}</span>`);
  if (card.editedAt !== null)
    all.push(
      html`<a href="${card.href}/history" title="${screen.say.moment(card.editedAt)}">${texts.edited}</a>`,
    );
  if (card.visibility !== 'public') all.push(visibilityMark(screen, card.visibility));
  return all.length === 0 ? NOTHING : html`<p class="marks">${all}</p>`;
}

const VISIBILITY_ICON = { unlisted: 'quiet', private: 'lock', direct: 'mail' } as const;

function visibilityMark(screen: Screen, visibility: 'unlisted' | 'private' | 'direct'): Markup {
  return html`<span>${icon(VISIBILITY_ICON[visibility])}${screen.texts.post.visibility[visibility]}</span>`;
}
