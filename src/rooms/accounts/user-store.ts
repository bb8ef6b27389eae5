import type { Db } from '#log/sqlite.ts';

export type Role = 'user' | 'moderator' | 'admin';
export type UserState = 'active' | 'pending' | 'disabled' | 'unclaimed';

/** Who may sign in to a local account, and how they like things. */
export type UserRow = {
  readonly accountId: number;
  readonly email: string | null;
  readonly passwordHash: string | null;
  readonly role: Role;
  readonly state: UserState;
  readonly reason: string;
  readonly locale: string | null;
  readonly defaultVisibility: number;
  readonly defaultSensitive: number;
  readonly defaultLanguage: string | null;
  /** JSON of further preferences. */
  readonly preferences: string;
  /** 1 if a password may be traded for a token (users made at the command line). */
  readonly passwordGrant: number;
};

/** How new posts of a user start. */
export type PostingDefaults = Pick<UserRow, 'defaultVisibility' | 'defaultSensitive' | 'defaultLanguage'>;

export type NewUserRow = Pick<
  UserRow,
  'accountId' | 'email' | 'passwordHash' | 'role' | 'state' | 'reason' | 'locale' | 'passwordGrant'
>;

/** A user as operators see them listed. */
export type ListedUser = Pick<UserRow, 'email' | 'role' | 'state' | 'reason'> & { readonly username: string };

const COLUMNS = `account_id AS accountId, email, password_hash AS passwordHash, role, state, reason, locale,
  default_visibility AS defaultVisibility, default_sensitive AS defaultSensitive, default_language AS defaultLanguage,
  preferences, password_grant AS passwordGrant`;

export function userStore(db: Db) {
  const byId = db.prepare<UserRow>(`SELECT ${COLUMNS} FROM user WHERE account_id = ?`);
  const byEmail = db.prepare<UserRow>(`SELECT ${COLUMNS} FROM user WHERE email = ?`);
  const insert = db.prepare(
    `INSERT INTO user (account_id, email, password_hash, role, state, reason, locale, password_grant)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const setPassword = db.prepare('UPDATE user SET password_hash = ? WHERE account_id = ?');
  const setDefaults = db.prepare(
    'UPDATE user SET default_visibility = ?, default_sensitive = ?, default_language = ? WHERE account_id = ?',
  );
  const setState = db.prepare('UPDATE user SET state = ? WHERE account_id = ?');
  const admins = db.prepare<{ n: number }>("SELECT count(*) AS n FROM user WHERE role = 'admin'");
  const list = db.prepare<ListedUser>(
    `SELECT a.username, u.email, u.role, u.state, u.reason FROM user u JOIN account a ON a.id = u.account_id
     WHERE (?1 IS NULL OR u.state = ?1) AND a.username_key > ?2 ORDER BY a.username_key LIMIT ?3`,
  );
  return {
    byId: (accountId: number) => byId.get(accountId),
    byEmail: (email: string) => byEmail.get(email),
    insert: (u: NewUserRow) =>
      void insert.run(
        u.accountId,
        u.email,
        u.passwordHash,
        u.role,
        u.state,
        u.reason,
        u.locale,
        u.passwordGrant,
      ),
    setPassword: (accountId: number, hash: string) => void setPassword.run(hash, accountId),
    setState: (accountId: number, state: UserState) => void setState.run(state, accountId),
    setDefaults: (accountId: number, d: PostingDefaults) =>
      void setDefaults.run(d.defaultVisibility, d.defaultSensitive, d.defaultLanguage, accountId),
    hasAdmin: () => admins.get()!.n > 0,
    /** Users by name after a name's key, of one state or all. */
    list: (state: UserState | null, after: string, limit: number) => list.all(state, after, limit),
  };
}
