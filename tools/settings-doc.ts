import { writeFileSync } from 'node:fs';
import { SETTINGS, type Setting } from '#config.ts';
import { SETTINGS as MODES, SETTING_NAMES, settingText } from '#rooms/settings/index.ts';

/** Where the page lies. */
export const SETTINGS_PAGE = new URL('../docs/operating/settings.md', import.meta.url);

/** docs/operating/settings.md as the code has it. */
export function settingsPage(): string {
  const environment: readonly Setting<unknown>[] = Object.values(SETTINGS);
  return `# Settings

Written by \`node tools/settings-doc.ts\` from the code; a test says when it is stale.

## Environment

Addresses, paths and counts. They are read when the server starts; all mistakes are reported together.

| name | meaning | when not set |
| --- | --- | --- |
${environment.map(({ name, meaning, usual, unit }) => `| \`${name}\` | ${meaning} | \`${usual}\`${unit ? ` (${unit})` : ''} |`).join('\n')}

## Modes and limits

Kept with everything else in the log, changed while the server runs: \`npx rooftop settings NAME VALUE\`; back to what it was
at first with \`--reset\`. \`npx rooftop settings\` shows all.

| name | meaning | at first |
| --- | --- | --- |
${SETTING_NAMES.map((name) => `| \`${name}\` | ${MODES[name].about} | ${shown(settingText(name, MODES[name].fallback))} |`).join('\n')}
`;
}

function shown(text: string): string {
  return text === '' ? 'empty' : `\`${text}\``;
}

if (import.meta.main) writeFileSync(SETTINGS_PAGE, settingsPage());
