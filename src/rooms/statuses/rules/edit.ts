/** What a status says, as far as an edit is seen. */
export type Wording = {
  readonly text: string;
  readonly spoiler: string;
  readonly sensitive: boolean;
  readonly media: readonly { readonly id: number; readonly description: string }[];
};

/** Whether readers would see another status. A corrected language is no edit. */
export function saysOtherwise(before: Wording, after: Wording): boolean {
  if (before.text !== after.text || before.spoiler !== after.spoiler) return true;
  if (before.sensitive !== after.sensitive || before.media.length !== after.media.length) return true;
  return before.media.some((one, i) => {
    const other = after.media[i]!;
    return one.id !== other.id || one.description !== other.description;
  });
}

/** What is in one list and not in the other, both ways. */
export function difference(before: readonly number[], after: readonly number[]) {
  return {
    added: after.filter((id) => !before.includes(id)),
    removed: before.filter((id) => !after.includes(id)),
  };
}
