import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { ConfigError, readConfig, SETTINGS } from '#config.ts';
import { SETTINGS as MODES, SETTING_NAMES, settingText } from '#rooms/settings/index.ts';
import { SETTINGS_PAGE, settingsPage } from '../../tools/settings-doc.ts';

test('an empty environment is the usual one', () => {
  const config = readConfig({});
  assert.equal(config.url, 'http://localhost:3000');
  assert.equal(config.port, 3000);
  assert.equal(config.data, resolve('data'));
  assert.deepEqual(config.trustedProxies, ['127.0.0.1', '::1']);
  assert.ok(typeof config.processes === 'number' && config.processes >= 1);
  assert.equal(readConfig({ ROOFTOP_PROCESSES: 'single' }).processes, 'single');
});

test('all mistakes are reported together, also a name that is none', () => {
  const wrong = {
    ROOFTOP_URL: 'https://example.org/path',
    ROOFTOP_HOST: 'not a host',
    ROOFTOP_PORT: '65536',
    ROOFTOP_DATA: ' ',
    ROOFTOP_MIRROR: ' ',
    ROOFTOP_PROCESSES: '65',
    ROOFTOP_TRUSTED_PROXIES: '10.0.0.0/8, 10.0.0.0/33',
    ROOFTOP_DISK_RESERVE_MB: '-1',
    ROOFTOP_PROT: '3000',
  };
  assert.throws(
    () => readConfig(wrong),
    (error) =>
      error instanceof ConfigError && Object.keys(wrong).every((name) => error.message.includes(name)),
  );
  assert.equal(
    Object.keys(SETTINGS).length,
    Object.keys(wrong).length - 1,
    'every setting has a wrong value here',
  );
});

test('counts are taken up to their bounds', () => {
  const most = { ROOFTOP_PORT: '65535', ROOFTOP_PROCESSES: '64', ROOFTOP_DISK_RESERVE_MB: '1000000' };
  const config = readConfig(most);
  assert.deepEqual([config.port, config.processes, config.diskReserve], [65_535, 64, 1_000_000]);
  assert.deepEqual(readConfig({ ROOFTOP_TRUSTED_PROXIES: '' }).trustedProxies, []);
});

test('the page about settings says what the code says', () => {
  assert.equal(
    readFileSync(SETTINGS_PAGE, 'utf8'),
    settingsPage(),
    'docs/operating/settings.md is stale: run node tools/settings-doc.ts',
  );
});

test('what a mode is at first is written as it would be set', () => {
  for (const name of SETTING_NAMES) {
    const text = settingText(name, MODES[name].fallback);
    assert.deepEqual(MODES[name].parse(text), MODES[name].fallback, name);
  }
});
