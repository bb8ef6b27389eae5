import type { Db } from '#log/sqlite.ts';
import type { AccountRow } from '#rooms/accounts/store.ts';

/** What an owner can change of an account, as stored. */
export type Profile = Pick<
  AccountRow,
  | 'displayName'
  | 'note'
  | 'noteHtml'
  | 'location'
  | 'fields'
  | 'avatar'
  | 'avatarStatic'
  | 'header'
  | 'headerStatic'
  | 'avatarDescription'
  | 'headerDescription'
  | 'attributionDomains'
  | 'bot'
  | 'locked'
  | 'discoverable'
  | 'indexable'
  | 'showCollections'
  | 'showMedia'
  | 'showMediaReplies'
  | 'showFeatured'
> & { readonly displayKey: string };

export function profileStore(db: Db) {
  const profile = db.prepare<Profile>(
    `SELECT display_name AS displayName, display_key AS displayKey, note, note_html AS noteHtml, location, fields, avatar,
       avatar_static AS avatarStatic, header, header_static AS headerStatic, avatar_description AS avatarDescription,
       header_description AS headerDescription, attribution_domains AS attributionDomains, bot, locked, discoverable,
       indexable, show_collections AS showCollections, show_media AS showMedia, show_media_replies AS showMediaReplies,
       show_featured AS showFeatured FROM account WHERE id = ?`,
  );
  const setProfile = db.prepare(
    `UPDATE account SET display_name = ?, display_key = ?, note = ?, note_html = ?, location = ?, fields = ?, avatar = ?,
       avatar_static = ?, header = ?, header_static = ?, avatar_description = ?, header_description = ?,
       attribution_domains = ?, bot = ?, locked = ?, discoverable = ?, indexable = ?, show_collections = ?,
       show_media = ?, show_media_replies = ?, show_featured = ? WHERE id = ?`,
  );
  const namesFile = db.prepare<{ one: number }>(
    'SELECT 1 AS one FROM account WHERE avatar = ?1 UNION ALL SELECT 1 FROM account WHERE header = ?1 LIMIT 1',
  );
  return {
    byId: (id: number) => profile.get(id),
    put: (id: number, p: Profile) =>
      void setProfile.run(
        p.displayName,
        p.displayKey,
        p.note,
        p.noteHtml,
        p.location,
        p.fields,
        p.avatar,
        p.avatarStatic,
        p.header,
        p.headerStatic,
        p.avatarDescription,
        p.headerDescription,
        p.attributionDomains,
        p.bot,
        p.locked,
        p.discoverable,
        p.indexable,
        p.showCollections,
        p.showMedia,
        p.showMediaReplies,
        p.showFeatured,
        id,
      ),
    /** Whether a file is somebody's picture. */
    namesFile: (file: string) => namesFile.get(file) !== undefined,
  };
}

/** Whether a file is somebody's picture. */
export function namesProfileFile(db: Db, file: string): boolean {
  return db.of(profileStore).namesFile(file);
}
