/** Control signs and line breaks, and the signs that turn the direction of everything after them. */
const UNRULY = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]+/gu;

/** One line of text that cannot break out of its place: joiners and single direction marks stay, since words need them. */
export function cleanLine(text: string): string {
  return text.replace(UNRULY, ' ').replace(/ {2,}/g, ' ').trim();
}
