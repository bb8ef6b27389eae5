/** The value of a cookie, undefined when it was not sent. */
export function cookie(request: Request, name: string): string | undefined {
  const all = request.headers.get('cookie') ?? '';
  const found = all.split(/;\s*/).find((part) => part.startsWith(`${name}=`));
  return found?.slice(name.length + 1);
}
