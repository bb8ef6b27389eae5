import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addChannel } from '#rooms/channels/add-channel.ts';
import { seeChannel } from '#rooms/channels/see-channel.ts';
import { channelStore } from '#rooms/channels/store.ts';
import { openWorkHouse } from './works.ts';

test('the status page says how other services stand, what is not known as not known, and nothing of hidden ones', async () => {
  const works = await openWorkHouse('2026-03-01T12:00:00Z');
  const { house, view } = works.server;
  const add = (name: string, shown = true, kind = 'http') =>
    addChannel(house, { kind, name, url: `https://${name.toLowerCase()}.example/` }, { shown });
  const see = async (id: number, state: 'up' | 'maintenance' | 'down') => {
    const row = view.of(channelStore).byId(id)!;
    await seeChannel(house, row, { state, fault: null, windows: [] });
  };
  const { id: fine } = await add('Fine');
  const { id: busy } = await add('Busy');
  await add('Silent');
  await add('Hidden', false);
  await add('Elections', true, 'freezes');
  await see(fine, 'up');
  await see(busy, 'maintenance');
  const text = async (language: string) => {
    const page = await works.server.request('GET', '/status', { headers: { 'accept-language': language } });
    return (await page.text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  };
  const english = await text('en');
  assert.match(
    english,
    /Other services Busy planned work seen March 1, 2026.* Fine reachable seen .* Silent not known/,
  );
  assert.doesNotMatch(english, /Hidden|Elections/);
  assert.match(await text('fa'), /خدمات دیگر Busy کار برنامه‌ریزی‌شده .*Silent نامعلوم/);
  works.at('2026-03-01T14:00:00Z');
  assert.match(
    await text('en'),
    /Busy not known .*Fine not known/,
    'what was not looked at lately is not known',
  );
  await works.server.close();
});
