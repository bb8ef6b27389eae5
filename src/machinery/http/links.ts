/** A Link header for paging: `rel="next"` goes to older items, `rel="prev"` to newer. Absolute addresses, other parameters kept. */
export function pageLinks(
  origin: string,
  request: Request,
  page: { readonly next?: string | undefined; readonly prev?: string | undefined },
  names: { readonly next?: string; readonly prev?: string } = {},
): Record<string, string> {
  const links: string[] = [];
  const make = (name: string, value: string) => {
    const url = new URL(request.url, origin);
    const query = new URLSearchParams(url.search);
    for (const cursor of ['max_id', 'since_id', 'min_id']) query.delete(cursor);
    query.set(name, value);
    return `${origin}${url.pathname}?${query}`;
  };
  if (page.next !== undefined) links.push(`<${make(names.next ?? 'max_id', page.next)}>; rel="next"`);
  if (page.prev !== undefined) links.push(`<${make(names.prev ?? 'min_id', page.prev)}>; rel="prev"`);
  return links.length === 0 ? {} : { link: links.join(', ') };
}
