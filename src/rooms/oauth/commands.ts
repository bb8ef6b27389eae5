import { type CliCommand, optional, required, UsageError } from '#machinery/command-line/command.ts';
import type { House } from '#machinery/house.ts';
import {
  type AccountRow,
  accountStore,
  changeUser,
  createUser,
  type Role,
  type UserChange,
  type UserState,
  userStore,
} from '#rooms/accounts/index.ts';
import { issueToken } from '#rooms/oauth/issue-token.ts';
import { claimLink, invitationLink } from '#rooms/oauth/one-time.ts';
import { passwords } from '#rooms/oauth/passwords.ts';
import { checkPassword } from '#rooms/oauth/rules/password.ts';
import { ALL_SCOPES } from '#rooms/oauth/rules/scopes.ts';
import { isEmail } from '#rooms/oauth/rules/sign-up.ts';
import { Refusal } from '#values/refusal.ts';
import { usernameKey } from '#values/username.ts';

const ROLES: readonly Role[] = ['user', 'moderator', 'admin'];
const STATES: readonly UserState[] = ['active', 'pending', 'disabled', 'unclaimed'];
const LIST_PAGE = 500;

const create: CliCommand = {
  name: 'user create',
  usage: '--username U --email E --password P [--role admin]',
  summary:
    'Makes an account. Prints one JSON object with username, email, password and an access token that may do everything.',
  options: {
    username: { type: 'string', meaning: 'the name, 1 to 30 letters, digits or _' },
    email: { type: 'string', meaning: 'the e-mail address' },
    password: { type: 'string', meaning: 'at least 8 characters' },
    role: { type: 'string', meaning: `${ROLES.join(', ')} (user)` },
  },
  async run({ house, print }, args) {
    const username = required(args, 'username');
    const email = required(args, 'email');
    const password = required(args, 'password');
    const role = ROLES.find((one) => one === (optional(args, 'role') ?? 'user'));
    if (!role) throw new UsageError(`--role is one of ${ROLES.join(', ')}`);
    if (!isEmail(email)) throw new Refusal('invalid', `${email} is not an e-mail address`, 'email');
    checkPassword(password, username);
    const passwordHash = await passwords.hash(password, house.world.random);
    const { id } = await createUser(house, {
      username,
      displayName: '',
      email,
      passwordHash,
      role,
      state: 'active',
      reason: '',
      locale: null,
      imported: false,
      passwordGrant: true,
    });
    const accessToken = await issueToken(house, {
      accountId: id,
      appId: null,
      scopes: ALL_SCOPES,
      kind: 'user',
    });
    print(JSON.stringify({ username, email, password, accessToken }));
    return 0;
  },
};

const claim: CliCommand = {
  name: 'user claim',
  usage: 'NAME',
  summary:
    'Prints a link, good once within seven days, that sets the password of an account: an imported or a locked-out one.',
  async run({ house, print }, args) {
    print(await claimLink(house, named(house, args.positionals).id));
    return 0;
  },
};

const invite: CliCommand = {
  name: 'user invite',
  usage: '[--uses N] [--days N]',
  summary: 'Prints a link by which somebody may sign up.',
  options: {
    uses: { type: 'string', meaning: 'how many people (1)' },
    days: { type: 'string', meaning: 'for how many days (7)' },
  },
  async run({ house, print }, args) {
    const uses = count(optional(args, 'uses') ?? '1', 'uses', 10_000);
    const days = count(optional(args, 'days') ?? '7', 'days', 365);
    print(await invitationLink(house, uses, days));
    return 0;
  },
};

const list: CliCommand = {
  name: 'user list',
  usage: '[--state STATE] [--json]',
  summary: 'Lists those who have an account here.',
  options: {
    state: { type: 'string', meaning: STATES.join(', ') },
    json: { type: 'boolean', meaning: 'one JSON object a line' },
  },
  async run({ house, print }, args) {
    const wanted = optional(args, 'state');
    const state = STATES.find((one) => one === wanted) ?? null;
    if (wanted !== undefined && state === null)
      throw new UsageError(`--state is one of ${STATES.join(', ')}`);
    let after = '';
    for (;;) {
      const page = house.view().of(userStore).list(state, after, LIST_PAGE);
      for (const user of page)
        print(
          args.values['json']
            ? JSON.stringify(user)
            : [user.username, user.state, user.role, user.email ?? '-', user.reason].join('\t'),
        );
      if (page.length < LIST_PAGE) return 0;
      after = usernameKey(page.at(-1)!.username);
    }
  },
};

function change(kind: UserChange, summary: string): CliCommand {
  return {
    name: `user ${kind}`,
    usage: 'NAME',
    summary,
    async run({ house }, args) {
      await changeUser(house, named(house, args.positionals).id, kind);
      return 0;
    },
  };
}

function named(house: House, [name, ...rest]: readonly string[]): AccountRow {
  if (name === undefined || rest.length > 0) throw new UsageError('one user name is needed');
  const account = house
    .view()
    .of(accountStore)
    .byName(usernameKey(name.replace(/^@/, '')), '');
  if (!account) throw new Refusal('not-found', `There is no account ${name}`);
  return account;
}

function count(text: string, option: string, most: number): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= most) return n;
  throw new UsageError(`--${option} is a number from 1 to ${most}`);
}

export const cli: readonly CliCommand[] = [
  create,
  claim,
  invite,
  list,
  change('approve', 'Lets somebody in who asked for an account.'),
  change('disable', 'Keeps somebody from signing in; their open connections are cut.'),
  change('enable', 'Lets somebody sign in again.'),
];
