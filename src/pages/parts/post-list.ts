import type { Paging, PostCard } from '#pages/cards.ts';
import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { icon } from '#pages/parts/icon.ts';
import { post } from '#pages/parts/post.ts';
import type { Screen } from '#pages/screen.ts';

/** What a list listens to: a stream of the client API and its parameters. Only first pages do. */
export type LiveSource = { readonly stream: 'user' | 'public' | 'hashtag'; readonly tag?: string };

/** A list of posts, with plain links to older and newer ones. */
export function postList(
  screen: Screen,
  posts: readonly PostCard[],
  paging: Paging,
  options: { readonly live?: LiveSource; readonly empty?: string } = {},
): Markup {
  const texts = screen.texts.timeline;
  const live = options.live;
  const source = live
    ? html` data-live="${live.stream}"${live.tag === undefined ? NOTHING : html` data-tag="${live.tag}"`} data-fresh="${texts.fresh('#')}" data-arrived="${texts.arrived('#')}"`
    : NOTHING;
  const list =
    posts.length === 0 && !live
      ? empty(options.empty ?? texts.empty)
      : html`<div class="posts"${source}>${
          posts.length === 0 && empty(options.empty ?? texts.empty)
        }${posts.map((card) => post(screen, card))}</div>`;
  return html`${list}${pagingLinks(screen, paging)}`;
}

export function empty(text: string): Markup {
  return html`<p class="empty">${text}</p>`;
}

export function pagingLinks(screen: Screen, paging: Paging): Markup {
  if (!paging.older && !paging.newer) return NOTHING;
  const texts = screen.texts.timeline;
  return html`<nav class="paging" aria-label="${texts.older}">${
    paging.newer && html`<a rel="prev" href="${paging.newer}">${texts.newer}</a>`
  }${paging.older && html`<a rel="next" href="${paging.older}">${texts.older}</a>`}</nav>`;
}

/** Shows that a page is live; filled by the browser module when it is. */
export function liveSign(screen: Screen): Markup {
  return html`<span class="live" hidden data-lost="${screen.texts.timeline.liveLost}">${icon('live')}<span>${screen.texts.timeline.live}</span></span>`;
}
