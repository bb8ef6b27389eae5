import { isIP } from 'node:net';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { UsageError } from '#machinery/command-line/complain.ts';

/** One setting of the environment, as the operator reads about it in docs/operating/settings.md. */
export type Setting<T> = {
  readonly name: string;
  readonly meaning: string;
  /** What holds when it is not set: a value as it would be written. */
  readonly usual: string;
  /** What the value counts, when it counts something. */
  readonly unit?: string;
  /** Reads the text. Throws an Error that says what is wrong with it. */
  readonly read: (text: string) => T;
};

const PROCESSES_MOST = 64;

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
    read: readHost,
  },
  port: {
    name: 'ROOFTOP_PORT',
    meaning: 'TCP port to listen on; 0 takes any free one.',
    usual: '3000',
    read: (text: string) => readCount(text, 0, 65_535),
  },
  data: {
    name: 'ROOFTOP_DATA',
    meaning: 'Folder that holds everything: log, view, media, keys.',
    usual: './data',
    read: readPath,
  },
  mirror: {
    name: 'ROOFTOP_MIRROR',
    meaning:
      'Folder that the status page, its feeds and the public record are copied into, for another host to serve. Empty: `mirror` in the data folder.',
    usual: '',
    read: (text: string) => (text === '' ? undefined : readPath(text)),
  },
  processes: {
    name: 'ROOFTOP_PROCESSES',
    meaning:
      'Number of web processes beside the supervisor, the writer and the jobs; `auto` is one for every two cores. `single` runs everything in one process, for very small machines.',
    usual: 'auto',
    unit: 'web processes',
    read: readProcesses,
  },
  trustedProxies: {
    name: 'ROOFTOP_TRUSTED_PROXIES',
    meaning:
      'Addresses or ranges, with commas between, whose X-Forwarded-For is believed. Empty: nobody is believed.',
    usual: '127.0.0.1,::1',
    read: readRanges,
  },
  diskReserve: {
    name: 'ROOFTOP_DISK_RESERVE_MB',
    meaning: 'Free disk space below which nothing new is accepted; reading goes on.',
    usual: '256',
    unit: 'megabytes of 1,048,576 bytes',
    read: (text: string) => readCount(text, 0, 1_000_000),
  },
} satisfies Record<string, Setting<unknown>>;

export type Config = {
  readonly [K in keyof typeof SETTINGS]: ReturnType<(typeof SETTINGS)[K]['read']>;
};

/** All mistakes of the environment at once. */
export class ConfigError extends UsageError {}

/** Reads the settings. Throws one ConfigError that lists every mistake. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const mistakes: string[] = [];
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(SETTINGS)) {
    const given = environment[setting.name] ?? setting.usual;
    try {
      config[key] = setting.read(given);
    } catch (error) {
      mistakes.push(`${setting.name}=${JSON.stringify(given)}: ${(error as Error).message}`);
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
  const bare = url && url.pathname === '/' && url.search + url.hash + url.username + url.password === '';
  if (!url || !bare || !/^https?:$/.test(url.protocol))
    throw new Error('must be an address like https://example.org, without a path');
  return url.origin;
}

function readHost(text: string): string {
  const isName = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?$/i.test(text);
  if (!isName && isIP(text) === 0) throw new Error('must be an address or a host name');
  return text;
}

function readPath(text: string): string {
  if (text.trim() === '') throw new Error('must name a folder');
  return resolve(text);
}

function readCount(text: string, least: number, most: number): number {
  const n = Number(text);
  if (!/^\d+$/.test(text) || n < least || n > most)
    throw new Error(`must be a whole number from ${least} to ${most}`);
  return n;
}

function readProcesses(text: string): 'single' | number {
  if (text === 'single') return 'single';
  if (text === 'auto') return Math.max(1, Math.floor(availableParallelism() / 2));
  if (!/^\d+$/.test(text)) throw new Error(`must be auto, single, or a number from 1 to ${PROCESSES_MOST}`);
  return readCount(text, 1, PROCESSES_MOST);
}

function readRanges(text: string): readonly string[] {
  const ranges = text.split(',').map((part) => part.trim());
  const given = ranges.filter((part) => part !== '');
  const wrong = given.find((range) => !isRange(range));
  if (wrong !== undefined) throw new Error(`${wrong} is not an address or a range like 10.0.0.0/8`);
  return given;
}

function isRange(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const kind = isIP(address);
  if (kind === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (kind === 4 ? 32 : 128));
}
