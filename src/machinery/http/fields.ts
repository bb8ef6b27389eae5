import { z } from 'zod';
import { parseId } from '#values/ids.ts';

/** Schemas for values as clients send them: real JSON types, or the strings of forms and queries. */

const TRUE = new Set(['true', '1', 'on', 't', 'yes']);
const FALSE = new Set(['false', '0', 'off', 'f', 'no', '']);

/** true, "true", "1", "on" … */
export const flag = z.union([z.boolean(), z.number(), z.string()]).transform((value, ctx) => {
  const text = String(value).toLowerCase();
  if (TRUE.has(text)) return true;
  if (FALSE.has(text)) return false;
  ctx.addIssue({ code: 'custom', message: 'must be true or false' });
  return z.NEVER;
});

/** A whole number within bounds, also as text. */
export function whole(least: number, most: number) {
  return z.union([z.number(), z.string().regex(/^-?\d{1,15}$/)]).transform((value, ctx) => {
    const n = Number(value);
    if (Number.isSafeInteger(n) && n >= least && n <= most) return n;
    ctx.addIssue({ code: 'custom', message: `must be a whole number from ${least} to ${most}` });
    return z.NEVER;
  });
}

/** A page size: too large is cut down to `most`, as clients expect. */
export function pageSize(usual: number, most: number) {
  return z
    .union([z.number(), z.string()])
    .optional()
    .transform((value) => {
      const n = Math.floor(Number(value ?? usual));
      return Number.isFinite(n) && n > 0 ? Math.min(n, most) : usual;
    });
}

/** An id; one that cannot exist becomes 0, which nothing has. */
export const id = z.union([z.string(), z.number()]).transform((value) => parseId(String(value)) ?? 0);

/** A text of at most `most` UTF-16 units. Lone surrogates and NUL are refused. */
export function text(most: number) {
  return z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(
      z
        .string()
        .max(most)
        .refine((s) => s.isWellFormed() && !s.includes('\0'), 'must be well-formed text'),
    );
}

/** A list, also as a single value or as Rails' {"0": …}. */
export function listOf<T extends z.ZodType>(item: T, most: number) {
  return z.preprocess((value) => {
    if (value === undefined || value === null || Array.isArray(value)) return value ?? undefined;
    if (typeof value === 'object') return Object.values(value);
    return [value];
  }, z.array(item).max(most));
}

/** A value that may be left out; null counts as left out, since some clients send it for everything unset. */
export function given<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => value ?? undefined, schema.optional());
}

/** An uploaded file. An empty one, as forms without a chosen file send it, counts as left out. */
export const upload = z.preprocess(
  (value) =>
    value === '' || value === null || (value instanceof Blob && value.size === 0) ? undefined : value,
  z.instanceof(Blob, { message: 'must be a file' }).optional(),
);
