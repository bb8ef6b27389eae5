import { type Bundle, readWhole } from '#machinery/bundles/bundle.ts';
import { readAssigned, scanItems } from '#rooms/archive/rules/json-items.ts';

const SMALL_BYTES_MOST = 16 * 1024 * 1024;

/** The items of a long list in a file, and what was wrong with the file at its end. A damaged file gives what it gives. */
export async function* readItems(
  bundle: Bundle,
  name: string,
  problems: string[],
  key?: string,
): AsyncGenerator<unknown> {
  const scanner = scanItems(key);
  try {
    for await (const chunk of bundle.read(name)) yield* scanner.push(chunk);
    for (const wrong of scanner.end()) problems.push(`${name} ${wrong}`);
  } catch (error) {
    problems.push(`${name} cannot be read to its end (${messageOf(error)})`);
  }
}

/** A small JSON file, also after `something =`; undefined when there is none. */
export async function readSmall(bundle: Bundle, name: string, problems: string[]): Promise<unknown> {
  const text = await readText(bundle, name, problems);
  if (text === undefined) return undefined;
  const value = readAssigned(text);
  if (value === undefined) problems.push(`${name} is not JSON`);
  return value;
}

/** A small text file; undefined when there is none. */
export async function readText(
  bundle: Bundle,
  name: string,
  problems: string[],
): Promise<string | undefined> {
  if (!bundle.names.includes(name)) return undefined;
  try {
    return (await readWhole(bundle, name, SMALL_BYTES_MOST)).toString('utf8');
  } catch (error) {
    problems.push(`${name} cannot be read (${messageOf(error)})`);
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
