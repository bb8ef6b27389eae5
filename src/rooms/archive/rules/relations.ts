import { readCsv } from '#rooms/archive/rules/csv.ts';

/** How a person stands to others, from the CSV files beside a Mastodon archive. Addresses as `name@domain`. */
export type Relations = {
  readonly follows: readonly Follow[];
  readonly blocks: readonly string[];
  readonly mutes: readonly { readonly address: string; readonly notifications: boolean }[];
  readonly domainBlocks: readonly string[];
  readonly lists: readonly { readonly title: string; readonly address: string }[];
  /** Addresses of posts. */
  readonly bookmarks: readonly string[];
  readonly likes: readonly string[];
};

export type Follow = {
  readonly address: string;
  readonly boosts: boolean;
  readonly notify: boolean;
  readonly languages: readonly string[];
};

export const NO_RELATIONS: Relations = {
  follows: [],
  blocks: [],
  mutes: [],
  domainBlocks: [],
  lists: [],
  bookmarks: [],
  likes: [],
};

/** The files these relations come in. */
export const RELATION_FILES = {
  follows: 'following_accounts.csv',
  blocks: 'blocked_accounts.csv',
  mutes: 'muted_accounts.csv',
  domainBlocks: 'blocked_domains.csv',
  lists: 'lists.csv',
  bookmarks: 'bookmarks.csv',
} as const;

const ADDRESS = /^@?([a-z0-9_][a-z0-9_.-]{0,99})@([^\s@/]{1,253})$/i;
const DOMAIN = /^[^\s@/:]{1,253}\.[^\s@/:]{1,63}$/;

function address(text: string | undefined): string | undefined {
  const match = ADDRESS.exec(text?.trim() ?? '');
  return match ? `${match[1]}@${match[2]!.toLowerCase()}` : undefined;
}

const isTrue = (text: string | undefined) => text?.trim().toLowerCase() === 'true';

/** Lines that hold no address (the heading is one) are passed over. */
export function readFollows(text: string): Follow[] {
  return readCsv(text).flatMap(([who, boosts, notify, languages]) => {
    const found = address(who);
    if (found === undefined) return [];
    const spoken = (languages ?? '').split(',').map((each) => each.trim());
    return [
      {
        address: found,
        boosts: boosts === undefined || isTrue(boosts),
        notify: isTrue(notify),
        languages: spoken.filter((each) => each !== ''),
      },
    ];
  });
}

export function readBlocks(text: string): string[] {
  return readCsv(text).flatMap(([who]) => address(who) ?? []);
}

export function readMutes(text: string): Relations['mutes'] {
  return readCsv(text).flatMap(([who, hide]) => {
    const found = address(who);
    return found === undefined ? [] : [{ address: found, notifications: hide === undefined || isTrue(hide) }];
  });
}

export function readDomains(text: string): string[] {
  return readCsv(text).flatMap(([domain]) =>
    DOMAIN.test(domain?.trim() ?? '') ? [domain!.trim().toLowerCase()] : [],
  );
}

export function readLists(text: string): Relations['lists'] {
  return readCsv(text).flatMap(([title, who]) => {
    const found = address(who);
    return found === undefined || !title?.trim()
      ? []
      : [{ title: title.trim().slice(0, 255), address: found }];
  });
}

export function readBookmarks(text: string): string[] {
  return readCsv(text).flatMap(([uri]) =>
    /^https?:\/\/\S{1,2048}$/.test(uri?.trim() ?? '') ? [uri!.trim()] : [],
  );
}
