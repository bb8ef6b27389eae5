import type { z } from 'zod';
import { Refusal } from '#values/refusal.ts';

const DEEPEST = 5;
const PAIRS_MOST = 1_000;

type Tree = { [key: string]: unknown };

/** Nested data from Rails-style keys: `a[b]=1`, `c[]=1&c[]=2`, `d[0][e]=1`. */
export function nest(pairs: Iterable<[string, unknown]>): Tree {
  const root: Tree = Object.create(null) as Tree;
  let count = 0;
  for (const [key, value] of pairs) {
    if (++count > PAIRS_MOST) throw new Refusal('invalid', 'Too many fields');
    place(root, pathOf(key), value);
  }
  return root;
}

function pathOf(key: string): string[] {
  const [head, ...rest] = key.split('[');
  const path = [head!, ...rest.map((part) => part.replace(/\]$/, ''))];
  if (path.length > DEEPEST) throw new Refusal('invalid', 'Too deeply nested', head);
  return path;
}

function place(tree: Tree, path: readonly string[], value: unknown): void {
  const [key, next, ...rest] = path;
  if (next === undefined) {
    tree[key!] = value;
  } else if (next === '' && rest.length === 0) {
    const list = Array.isArray(tree[key!]) ? (tree[key!] as unknown[]) : [];
    list.push(value);
    tree[key!] = list;
  } else {
    const inner = isTree(tree[key!]) ? (tree[key!] as Tree) : (Object.create(null) as Tree);
    tree[key!] = inner;
    place(inner, [next, ...rest], value);
  }
}

function isTree(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Blob);
}

/**
 * The body in any of the three encodings clients use, at most `most` bytes; of the types in `unread` its bytes. An absent body
 * is {}.
 */
export async function readBody(
  request: Request,
  most: number,
  unread: readonly string[] = [],
): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  const bytes = await readBytes(request, most);
  if (bytes.length === 0) return {};
  if (unread.includes(type)) return bytes;
  if (type === 'application/json' || type.endsWith('+json')) return parseJson(bytes);
  if (type === 'application/x-www-form-urlencoded')
    return nest(new URLSearchParams(new TextDecoder().decode(bytes)));
  if (type === 'multipart/form-data') return nest(await parseMultipart(bytes, request));
  throw new Refusal('unsupported', `Bodies of type ${type || 'none'} are not understood`);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    throw new Refusal('invalid', 'The body is not valid JSON');
  }
}

async function parseMultipart(
  bytes: Uint8Array<ArrayBuffer>,
  request: Request,
): Promise<Iterable<[string, unknown]>> {
  try {
    const type = request.headers.get('content-type')!;
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new Refusal('invalid', 'The body is not valid multipart/form-data');
  }
}

/** The body's bytes. Refuses as soon as more than `most` have come; HTTP lets no more come than a declared length. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > most) throw new Refusal('too-large', `The body is larger than ${most} bytes`);
  if (declared > 0) return new Uint8Array(await request.arrayBuffer());
  const parts: Uint8Array[] = [];
  let total = 0;
  for await (const part of request.body ?? []) {
    total += part.length;
    if (total > most) throw new Refusal('too-large', `The body is larger than ${most} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts, total);
}

/** Checks input against a schema; the refusal names the field. */
export function check<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  const field = issue.path.join('.');
  throw new Refusal(
    'invalid',
    field ? `Validation failed: ${field} ${issue.message}` : issue.message,
    field || undefined,
  );
}
