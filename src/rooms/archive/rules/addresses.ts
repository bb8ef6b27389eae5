import { parseId } from '#values/ids.ts';

/** The id of a status of this server by its address, as ActivityPub object or as page; undefined for any other address. */
export function localStatusId(address: string, origin: string): number | undefined {
  if (!address.startsWith(`${origin}/`)) return undefined;
  const path = address.slice(origin.length).split(/[?#]/)[0]!;
  const id =
    /^\/users\/\w{1,30}\/statuses\/(\d{1,16})(?:\/activity)?$/.exec(path) ??
    /^\/@\w{1,30}\/(\d{1,16})$/.exec(path);
  return parseId(id?.[1]);
}

/** The name of a person of this server by their address; undefined for any other address. */
export function localUsername(address: string, origin: string): string | undefined {
  if (!address.startsWith(`${origin}/`)) return undefined;
  const path = address.slice(origin.length).split(/[?#]/)[0]!;
  return (/^\/users\/(\w{1,30})$/.exec(path) ?? /^\/@(\w{1,30})$/.exec(path))?.[1];
}
