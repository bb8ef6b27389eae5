import { Refusal } from '#values/refusal.ts';

export const DESCRIPTION_MOST = 1_500;

/** The point of an image that must stay in sight when it is cut: -1 to 1 from left to right and from bottom to top. */
export type Focus = { readonly x: number; readonly y: number };

/** Refuses a description that is too long. */
export function checkDescription(description: string): void {
  if ([...description].length > DESCRIPTION_MOST)
    throw new Refusal(
      'invalid',
      `Validation failed: Description is too long (maximum is ${DESCRIPTION_MOST} characters)`,
      'description',
    );
}

/** Reads a focus as clients send it: `0.5,-0.3`. Refuses what is no such pair. */
export function parseFocus(text: string): Focus {
  const pair = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [x, y] = pair;
  const inside = (n: number | undefined): n is number => n !== undefined && n >= -1 && n <= 1;
  if (pair.length === 2 && inside(x) && inside(y)) return { x, y };
  throw new Refusal('invalid', 'Validation failed: Focus must be two numbers from -1.0 to 1.0', 'focus');
}
