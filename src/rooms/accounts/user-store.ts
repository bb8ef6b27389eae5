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

const COLUMNS = `account_id AS accountId, email, password_hash AS passwordHash, role, state, reason, locale,
  default_visibility AS defaultVisibility, default_sensitive AS defaultSensitive, default_language AS defaultLanguage,
  preferences, password_grant AS passwordGrant`;

export function userStore(db: Db) {
  const byId = db.prepare<UserRow>(`SELECT ${COLUMNS} FROM user WHERE account_id = ?`);
  const byEmail = db.prepare<UserRow>(`SELECT ${COLUMNS} FROM user WHERE email = ?`);
  const insert = db.prepare(
    'INSERT INTO user (account_id, email, password_hash, role, state, reason, locale) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return {
    byId: (accountId: number) => byId.get(accountId),
    byEmail: (email: string) => byEmail.get(email),
    insert: (
      u: Pick<UserRow, 'accountId' | 'email' | 'passwordHash' | 'role' | 'state' | 'reason' | 'locale'>,
    ) => void insert.run(u.accountId, u.email, u.passwordHash, u.role, u.state, u.reason, u.locale),
  };
}
