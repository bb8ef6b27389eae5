/** Who an ActivityPub object is for, as the narrowest visibility its addresses allow: 0 public to 3 direct. */

const PUBLIC = new Set(['https://www.w3.org/ns/activitystreams#Public', 'as:Public', 'Public']);

type Addressed = { readonly to: readonly string[]; readonly cc: readonly string[] };

/** `followers` is the address of the author's own followers; another's followers are not known here. */
export function visibilityOf(object: Addressed, followers: string): number {
  if (object.to.some((address) => PUBLIC.has(address))) return 0;
  if (object.cc.some((address) => PUBLIC.has(address))) return 1;
  const toFollowers = [...object.to, ...object.cc].some(
    (address) => address === followers && followers !== '',
  );
  return toFollowers ? 2 : 3;
}

/** An activity and its object both say who may see it; the one that says less counts. */
export function narrowest(activity: Addressed, object: Addressed, followers: string): number {
  const silent = (addressed: Addressed) => addressed.to.length === 0 && addressed.cc.length === 0;
  if (silent(object)) return visibilityOf(activity, followers);
  if (silent(activity)) return visibilityOf(object, followers);
  return Math.max(visibilityOf(activity, followers), visibilityOf(object, followers));
}
