import { idOf } from './fragments.ts';

const POSTS_MOST = 200;

/** The list of posts of a page, newest first. Each post stands in it once, whatever arrives in whatever order. */
export function listOver(element: HTMLElement) {
  const all = () => [...element.querySelectorAll<HTMLElement>(':scope > article')];
  const byId = (id: string) => element.querySelector<HTMLElement>(`:scope > article[data-id="${id}"]`);

  const isShown = (of: string) =>
    element.querySelector(`:scope > article:is([data-id="${of}"], [data-of="${of}"])`) !== null;

  /** A post that stands here already, itself or by somebody's boost, is not shown again: the page makes it so too. */
  function insert(post: HTMLElement): void {
    const id = idOf(post);
    const after = all().find((one) => idOf(one) <= id);
    if (after && idOf(after) === id) {
      after.replaceWith(post);
    } else if (!isShown(shownIn(post))) {
      element.insertBefore(post, after ?? null);
      post.classList.add('arriving');
    }
  }

  /** Keeps the page small; the link to older posts then starts where the page ends. */
  function trim(): void {
    const posts = all();
    if (posts.length <= POSTS_MOST) return;
    for (const post of posts.slice(POSTS_MOST)) post.remove();
    const older = document.querySelector<HTMLAnchorElement>('.paging a[rel=next]');
    const last = posts[POSTS_MOST - 1];
    if (!older || !last) return;
    const url = new URL(older.href);
    url.searchParams.set('max_id', last.dataset['id'] ?? '');
    older.href = url.href;
  }

  return {
    has: (id: string) => byId(id) !== null,
    add(posts: readonly HTMLElement[]): void {
      element.querySelector(':scope > .empty')?.remove();
      for (const post of posts) insert(post);
      trim();
    },
    /** Takes a post out, and every boost of it. */
    remove(id: string): void {
      for (const post of element.querySelectorAll(
        `:scope > article:is([data-id="${id}"], [data-of="${id}"])`,
      ))
        post.remove();
    },
    /** List ids of a post and of its boosts that are shown. */
    shownAs(id: string): string[] {
      const posts = element.querySelectorAll<HTMLElement>(
        `:scope > article:is([data-id="${id}"], [data-of="${id}"])`,
      );
      return [...posts].map((post) => post.dataset['id'] ?? '');
    },
    replaceAll: (posts: readonly HTMLElement[]) => element.replaceChildren(...posts),
  };
}

/** The post that an entry of the list shows: itself, or what it boosts. */
function shownIn(post: HTMLElement): string {
  return post.dataset['of'] ?? post.dataset['id'] ?? '';
}
