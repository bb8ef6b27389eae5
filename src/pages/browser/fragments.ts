const AT_ONCE = 20;

/** Posts as the server draws them, by id; those that are gone or not for this reader are not among them. */
export async function fetchPosts(ids: readonly string[]): Promise<HTMLElement[]> {
  const found: HTMLElement[] = [];
  for (let i = 0; i < ids.length; i += AT_ONCE) {
    const some = ids.slice(i, i + AT_ONCE).join(',');
    const response = await fetch(`/fragments/posts?ids=${some}`);
    if (!response.ok) throw new Error(`fragments answered ${response.status}`);
    found.push(...postsIn(await response.text()));
  }
  return found;
}

/** The posts in a piece of our own HTML. */
export function postsIn(html: string): HTMLElement[] {
  const parsed = new DOMParser().parseFromString(html, 'text/html');
  return [...parsed.querySelectorAll<HTMLElement>('article.post')].map((post) => document.adoptNode(post));
}

export function idOf(post: HTMLElement): number {
  return Number(post.dataset['id']);
}
