import { type Component, propertyOf } from '#machinery/icalendar/read-calendar.ts';
import { WINDOWS_ZONES } from '#machinery/icalendar/windows-zones.ts';
import { zoneDefinition } from '#machinery/icalendar/zone-definition.ts';
import { momentsOf, neighboursOf, tellsMoments } from '#values/local-moments.ts';
import { meaningsOf } from '#values/zone-labels.ts';

/** What somebody may have meant by a local time: in which zone, and which moment that is. */
export type Meaning = { readonly zone: string; readonly ms: number };

/** Why a moment is not sure. */
export type Doubt = 'twice' | 'never' | 'label' | 'two-zones' | 'unknown-zone';

export type Placed =
  | { readonly sure: true; readonly ms: number; readonly zone: string }
  | { readonly sure: false; readonly why: Doubt; readonly meanings: readonly Meaning[] };

const NAME_MOST = 200;

/** The moment of a local time under the TZID of a calendar; or what it may mean, for a person to choose. */
export function placeInZone(local: Temporal.PlainDateTime, tzid: string, calendar: Component): Placed {
  const definition = definitionOf(tzid, calendar);
  const zone = zoneNamed(tzid) ?? (definition && locationOf(definition));
  const defined = definition && zoneDefinition(definition)?.(local);
  if (zone !== undefined) return againstDefinition(inZone(local, zone), defined, tzid);
  if (defined) return ofDefinition(defined, tzid);
  const meanings = meaningsOf(tzid).map((one) => ({ zone: one, ms: neighboursOf(local, one)[0] }));
  return { sure: false, why: meanings.length > 0 ? 'label' : 'unknown-zone', meanings };
}

/** An IANA zone by its name, also with a vendor's path before it, or by the name Windows gives it. */
export function zoneNamed(tzid: string): string | undefined {
  if (tzid.length > NAME_MOST) return undefined;
  const name = tzid.trim();
  const windows = WINDOWS_ZONES.get(name.toLowerCase());
  if (windows !== undefined) return windows;
  if (/^(?:Etc\/)?(?:UTC|UCT|Zulu|Universal)$|^Z$/i.test(name)) return 'UTC';
  if (meaningsOf(name).length > 0) return undefined;
  if (isIana(name)) return name;
  const tail = name.startsWith('/') ? name.split('/').slice(-2).join('/') : '';
  return tail !== '' && isIana(tail) ? tail : undefined;
}

function isIana(name: string): boolean {
  return tellsMoments(name);
}

const definitions = new WeakMap<Component, ReadonlyMap<string, Component>>();

/** The definition a calendar holds for a TZID; each calendar is gone through once. */
function definitionOf(tzid: string, calendar: Component): Component | undefined {
  const known = definitions.get(calendar) ?? definitionsIn(calendar);
  definitions.set(calendar, known);
  return known.get(tzid.trim());
}

function definitionsIn({ components }: Component): ReadonlyMap<string, Component> {
  const zones = components.filter(({ name }) => name === 'VTIMEZONE');
  return new Map(zones.map((one) => [propertyOf(one, 'TZID')?.value.trim() ?? '', one]));
}

function locationOf(definition: Component): string | undefined {
  const location = propertyOf(definition, 'X-LIC-LOCATION')?.value.trim() ?? '';
  return isIana(location) ? location : undefined;
}

function inZone(local: Temporal.PlainDateTime, zone: string): Placed {
  const moments = momentsOf(local, zone);
  if (moments.length === 1) return { sure: true, ms: moments[0]!, zone };
  const meanings = neighboursOf(local, zone).map((ms) => ({ zone, ms }));
  return { sure: false, why: moments.length === 2 ? 'twice' : 'never', meanings };
}

/** The sender gave a name and a definition. When they tell different moments, nobody but a person can say which is meant. */
function againstDefinition(placed: Placed, defined: readonly number[] | undefined, tzid: string): Placed {
  if (!placed.sure || !defined || defined.includes(placed.ms)) return placed;
  const meanings = [placed, ...defined.map((ms) => ({ zone: tzid, ms }))].map(({ zone, ms }) => ({
    zone,
    ms,
  }));
  return { sure: false, why: 'two-zones', meanings };
}

function ofDefinition(moments: readonly number[], zone: string): Placed {
  if (moments.length === 1) return { sure: true, ms: moments[0]!, zone };
  const meanings = moments.map((ms) => ({ zone, ms }));
  return { sure: false, why: moments.length === 2 ? 'twice' : 'never', meanings };
}
