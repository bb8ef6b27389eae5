const CURSORS = ['max_id', 'since_id', 'min_id'] as const;

/** A Link header for paging: `rel="next"` goes to older items, `rel="prev"` to newer. Absolute addresses, other parameters kept. */
export function pageLinks(
  origin: string,
  request: Request,
  page: { readonly next?: string | undefined; readonly prev?: string | undefined },
  names: { readonly next?: string; readonly prev?: string } = {},
): Record<string, string> {
  const links: string[] = [];
  const { url } = request;
  const mark = url.indexOf('?');
  const path = url.slice(url.indexOf('/', url.indexOf('//') + 2), mark < 0 ? undefined : mark);
  const kept = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
  for (const cursor of CURSORS) kept.delete(cursor);
  const others = kept.size === 0 ? '' : `${kept}&`;
  const make = (name: string, value: string) =>
    `${origin}${path}?${others}${name}=${encodeURIComponent(value)}`;
  if (page.next !== undefined) links.push(`<${make(names.next ?? 'max_id', page.next)}>; rel="next"`);
  if (page.prev !== undefined) links.push(`<${make(names.prev ?? 'min_id', page.prev)}>; rel="prev"`);
  return links.length === 0 ? {} : { link: links.join(', ') };
}
