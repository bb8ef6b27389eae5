import type { WrittenField } from '#rooms/accounts/rules/profile.ts';

export const LOCATION = 'Location';

/**
 * The location is the first field called "Location", in whatever case: apps have no other place for it, and whoever sends a
 * list of fields sends all of them. A list without one means that there is no location any more.
 */
export function takeLocation(fields: readonly WrittenField[]): {
  readonly location: string;
  readonly fields: readonly WrittenField[];
} {
  const at = fields.findIndex(({ name }) => name.trim().toLowerCase() === LOCATION.toLowerCase());
  if (at < 0) return { location: '', fields };
  return { location: fields[at]!.value, fields: fields.toSpliced(at, 1) };
}

/** The fields as apps show and edit them: the location first, then the others. `takeLocation` undoes it. */
export function withLocation(location: string, fields: readonly WrittenField[]): readonly WrittenField[] {
  return location === '' ? fields : [{ name: LOCATION, value: location }, ...fields];
}
