import { Refusal } from '#values/refusal.ts';

/** Whole numbers with commas or spaces between, as people type them. Throws `invalid` for anything else. */
export function numbersIn(text: string, field: string): readonly number[] {
  const parts = text.split(/[\s,،]+/u).filter((part) => part !== '');
  if (parts.every((part) => /^\d{1,15}$/.test(part))) return parts.map(Number);
  throw new Refusal('invalid', `Validation failed: ${field} must be numbers with commas between`, field);
}
