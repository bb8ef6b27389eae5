import { importStatuses } from '#rooms/archive/import-statuses.ts';
import type { Person, TestHouse } from '../support/house.ts';

/** Puts one public post of an archive into an account, with one hashtag. Answers its id. */
export async function importedPost(
  server: TestHouse,
  who: Person,
  text: string,
  tag: string,
  createdAt: number,
): Promise<string> {
  const sourceId = String(createdAt);
  const { imported } = await importStatuses(server.house, {
    accountId: who.id,
    source: 'twitter',
    posts: [
      {
        sourceId,
        createdAt,
        estimated: false,
        editedAt: null,
        text,
        html: `<p>${text}</p>`,
        spoiler: '',
        sensitive: false,
        visibility: 0,
        language: null,
        replyToSource: null,
        replyToId: null,
        boostOfSource: null,
        boostOfId: null,
        tags: [{ key: tag, name: tag }],
        mentionIds: [],
        mediaIds: [],
      },
    ],
  });
  if (imported !== 1) throw new Error('the post was not imported');
  const row = server.view.db
    .prepare<{ id: number }>(
      'SELECT status_id AS id FROM import_source WHERE account_id = ? AND source_id = ?',
    )
    .get(who.id, sourceId);
  return String(row!.id);
}
