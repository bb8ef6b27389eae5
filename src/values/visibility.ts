/** Who may see a post, from everyone to those named in it. Codes are what the view stores; names are the client API's. */
export const VISIBILITIES = ['public', 'unlisted', 'private', 'direct'] as const;
export type Visibility = (typeof VISIBILITIES)[number];

export const PUBLIC = 0;
export const UNLISTED = 1;
export const FOLLOWERS = 2;
export const DIRECT = 3;

export function visibilityName(code: number): Visibility {
  return VISIBILITIES[code] ?? 'direct';
}

export function visibilityCode(name: Visibility): number {
  return VISIBILITIES.indexOf(name);
}
