/** The beginning of a text, at most so many characters, cut between words where there are any. */
export function shorten(text: string, most: number): string {
  const characters = Array.from(text);
  if (characters.length <= most) return text;
  const head = characters.slice(0, most - 1).join('');
  const end = head.search(/\s\S*$/);
  return `${(end > head.length / 2 ? head.slice(0, end) : head).trimEnd()}…`;
}
