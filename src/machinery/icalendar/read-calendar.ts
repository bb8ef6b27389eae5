import { type Property, readProperty } from '#machinery/icalendar/content-line.ts';
import { isKnownName } from '#machinery/icalendar/known-names.ts';
import { makeRemarks, type Remark, type Remarks } from '#machinery/icalendar/remark.ts';
import { unfold } from '#machinery/icalendar/unfold.ts';

/** A component with its own properties; those of components inside it are theirs alone. */
export type Component = {
  /** In capitals: VEVENT. */
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
  readonly line: number;
};

/** What was found, what was odd (warnings) and what could not be read (faults). */
export type ReadCalendar = {
  /** The outermost ones: VCALENDAR, or what stood without one. */
  readonly components: readonly Component[];
  readonly warnings: readonly Remark[];
  readonly faults: readonly Remark[];
};

export const COMPONENTS_MOST = 20_000;
export const DEPTH_MOST = 8;

type Open = Component & { readonly properties: Property[]; readonly components: Component[] };
type Reading = { readonly roots: Component[]; readonly stack: Open[]; count: number; depthLeft: number };

/** Reads a calendar. Never throws; time and memory are linear in the text. */
export function readCalendar(text: string): ReadCalendar {
  const [warnings, faults] = [makeRemarks(), makeRemarks()];
  const reading: Reading = { roots: [], stack: [], count: 0, depthLeft: 0 };
  let outside = false;
  for (const whole of unfold(text, warnings, faults)) {
    const property = readProperty(whole, warnings);
    const { name, line } = property;
    if (name === 'BEGIN') begin(reading, property, warnings, faults);
    else if (name === 'END') end(reading, property, warnings);
    else if (reading.depthLeft > 0) continue;
    else if (reading.stack.length > 0) {
      if (!isKnownName(name)) warnings.add('unknown-name', line, whole.text);
      reading.stack.at(-1)!.properties.push(property);
    } else if (!outside) {
      outside = true;
      warnings.add('outside', line, whole.text);
    }
  }
  for (const { name, line } of reading.stack) warnings.add('unclosed', line, name);
  if (reading.roots.length === 0) faults.add('no-calendar', 0);
  return { components: reading.roots, warnings: warnings.all, faults: faults.all };
}

function begin(reading: Reading, { value, line }: Property, warnings: Remarks, faults: Remarks): void {
  const { stack, roots } = reading;
  const name = value.trim().toUpperCase();
  if (stack.length >= DEPTH_MOST || reading.count >= COMPONENTS_MOST || reading.depthLeft > 0) {
    if (reading.depthLeft++ === 0)
      faults.add(stack.length >= DEPTH_MOST ? 'too-deep' : 'too-many', line, name);
    return;
  }
  // An event does not contain an event: the one before was never closed.
  if (stack.at(-1)?.name === name) warnings.add('unclosed', stack.pop()!.line, name);
  const parent = stack.at(-1);
  if (!parent && name !== 'VCALENDAR') warnings.add('no-envelope', line, name);
  const component: Open = { name, properties: [], components: [], line };
  (parent?.components ?? roots).push(component);
  stack.push(component);
  reading.count++;
}

function end(reading: Reading, { value, line }: Property, warnings: Remarks): void {
  const { stack } = reading;
  if (reading.depthLeft > 0) {
    reading.depthLeft--;
    return;
  }
  const name = value.trim().toUpperCase();
  const at = stack.findLastIndex((open) => open.name === name);
  if (at < 0) {
    warnings.add('unopened', line, name);
    return;
  }
  for (const open of stack.splice(at).slice(1)) warnings.add('unclosed', open.line, open.name);
}

/** Whether a text is, or holds, a calendar. */
export function holdsCalendar(text: string): boolean {
  return /BEGIN:VCALENDAR/i.test(text);
}

/** The first property of a name. */
export function propertyOf(component: Component, name: string): Property | undefined {
  return component.properties.find((property) => property.name === name);
}

export function propertiesOf(component: Component, name: string): readonly Property[] {
  return component.properties.filter((property) => property.name === name);
}
