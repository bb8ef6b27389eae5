import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

/** One setting of the environment, as the operator reads about it in docs/operating/settings.md. */
export type Setting<T> = {
  readonly name: string;
  readonly meaning: string;
  /** What holds when it is not set, in words or as a value. */
  readonly usual: string;
  /** Reads the text. Throws an Error that says what is wrong with it. */
  readonly read: (text: string) => T;
};

const SUPERVISED = 'supervised, one web process for every two cores';

/** Addresses, paths and counts. Modes and limits are set by commands and kept in the view. */
export const SETTINGS = {
  url: {
    name: 'ROOFTOP_URL',
    meaning:
      'Public address of the server, as people type it. Its host becomes part of every handle and cannot change later.',
    usual: 'http://localhost:3000',
    read: readOrigin,
  },
  host: {
    name: 'ROOFTOP_HOST',
    meaning: 'Address to listen on. Behind a proxy on the same machine: 127.0.0.1.',
    usual: '0.0.0.0',
    read: (text: string) => text,
  },
  port: {
    name: 'ROOFTOP_PORT',
    meaning: 'TCP port to listen on.',
    usual: '3000',
    read: (text: string) => readCount(text, 0, 65_535),
  },
  data: {
    name: 'ROOFTOP_DATA',
    meaning: 'Folder that holds everything: log, view, media, keys.',
    usual: './data',
    read: (text: string) => resolve(text),
  },
  processes: {
    name: 'ROOFTOP_PROCESSES',
    meaning: '`single` for everything in one process (very small machines), or the number of web processes.',
    usual: SUPERVISED,
    read: readProcesses,
  },
  trustedProxies: {
    name: 'ROOFTOP_TRUSTED_PROXIES',
    meaning: 'Addresses or ranges (comma-separated) whose X-Forwarded-For is believed.',
    usual: '127.0.0.1,::1',
    read: (text: string) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
  },
  diskReserve: {
    name: 'ROOFTOP_DISK_RESERVE_MB',
    meaning: 'Free disk space below which nothing new is accepted, in megabytes.',
    usual: '256',
    read: (text: string) => readCount(text, 0, 1_000_000),
  },
} satisfies Record<string, Setting<unknown>>;

export type Config = {
  readonly [K in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[K]['read']>;
};

/** All mistakes of the environment at once. */
export class ConfigError extends Error {}

/** Reads the settings. Throws one ConfigError that lists every mistake. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(SETTINGS)) {
    const given = environment[setting.name];
    try {
      config[key] = setting.read(given ?? (setting.usual === SUPERVISED ? '' : setting.usual));
    } catch (error) {
      mistakes.push(`${setting.name}: ${(error as Error).message} (given: ${JSON.stringify(given)})`);
    }
  }
  const known = new Set<string>(Object.values(SETTINGS).map((setting) => setting.name));
  for (const name of Object.keys(environment))
    if (name.startsWith('ROOFTOP_') && !known.has(name)) mistakes.push(`${name}: there is no such setting`);
  if (mistakes.length > 0) throw new ConfigError(`These settings are wrong:\n  ${mistakes.join('\n  ')}`);
  return config as Config;
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new Error('must be an address like https://example.org, without a path');
  return url.origin;
}

function readCount(text: string, least: number, most: number): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n < least || n > most)
    throw new Error(`must be a whole number from ${least} to ${most}`);
  return n;
}

function readProcesses(text: string): 'single' | number {
  if (text === 'single') return 'single';
  if (text === '') return Math.max(1, Math.floor(availableParallelism() / 2));
  return readCount(text, 1, 64);
}
