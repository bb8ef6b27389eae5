import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openTestHouse, type Person, type TestHouse } from '../support/house.ts';
import { visit } from '../support/visitor.ts';

let house: TestHouse;
let ada: Person;
let ben: Person;

before(async () => {
  house = await openTestHouse();
  ada = await house.person('ada', { displayName: 'Ada' });
  ben = await house.person('ben', { displayName: 'Ben' });
});
after(async () => {
  await house.close();
  assert.deepEqual(house.faults, []);
});

async function say(person: Person, status: string, more: object = {}): Promise<string> {
  const json = { status, ...more };
  return (await house.json<{ id: string }>('POST', '/api/v1/statuses', { token: person.token, json })).id;
}

test('notifications say who did what, and can be put aside one by one or all', async () => {
  const id = await say(ada, 'tell me about it');
  await house.json('POST', `/api/v1/statuses/${id}/favourite`, { token: ben.token });
  await house.json('POST', `/api/v1/accounts/${ada.id}/follow`, { token: ben.token });
  await say(ben, '@ada I will', { in_reply_to_id: id });
  const visitor = await visit(house, { as: ada });
  const { html } = await visitor.get('/notifications');
  for (const said of ['marked your post as a favourite', 'follows you', 'mentioned you'])
    assert.match(html, new RegExp(`Ben</bdi></a> ${said}`));
  const dismissed = /formaction="(\/notifications\/\d+\/dismiss)"/.exec(html)![1]!;
  const without = await visitor.send(dismissed, { back: '/notifications' });
  assert.ok(!without.html.includes(dismissed));
  const cleared = await visitor.send('/notifications/clear');
  assert.match(cleared.html, /Nothing yet/);
  assert.doesNotMatch(
    (await (await visit(house, { as: ben })).get('/notifications')).html,
    /tell me about it/,
  );
});

test('a profile is saved with its fields and place, which others then see', async () => {
  const visitor = await visit(house, { as: ada });
  await visitor.get('/settings/profile');
  const form = new FormData();
  const fields = {
    display_name: 'Ada L.',
    note: 'Of the roof',
    location: 'Tehran',
    visibility: 'unlisted',
    language: '',
  };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('field_names[]', 'Site');
  form.append('field_values[]', 'https://example.org/ada');
  const saved = await visitor.send('/settings/profile', form);
  assert.match(saved.html, /role="status">Saved/);
  assert.match(saved.html, /<option value="unlisted" selected>/);
  const { html } = await (await visit(house)).get('/@ada');
  assert.match(
    html,
    /Ada L\.[\s\S]*Of the roof[\s\S]*Location[\s\S]*Tehran[\s\S]*Site[\s\S]*example\.org\/ada/,
  );
});

test('a refused profile comes back as it was typed, with what was wrong', async () => {
  const visitor = await visit(house, { as: ben, language: 'fa' });
  await visitor.get('/settings/profile');
  const form = new FormData();
  const fields = { display_name: 'n'.repeat(31), note: 'kept as typed', visibility: 'public' };
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('avatar', new File(['not a picture'], 'a.png', { type: 'image/png' }));
  const back = await visitor.send('/settings/profile', form);
  assert.ok(back.status >= 400 && back.status < 500, String(back.status));
  assert.match(back.html, /kept as typed/);
  assert.match(back.html, /role="alert"/);
});

test('sessions and apps are listed, and one button ends each', async () => {
  const here = await visit(house, { as: ben });
  const elsewhere = await visit(house, { as: ben });
  const { html } = await here.get('/settings/account');
  const other = /formaction="(\/settings\/sessions\/\d+\/end)"/.exec(html)![1]!;
  await here.send(other);
  assert.match((await elsewhere.get('/home')).path, /^\/auth\/sign_in/);
  assert.equal((await here.get('/home')).path, '/home');
});

test('search finds people by name and hashtags by their beginning, and says when there is nothing', async () => {
  await say(ben, 'words with a #Lanternlight');
  const visitor = await visit(house);
  assert.match((await visitor.get('/search?q=ben')).html, /href="\/@ben"/);
  assert.match((await visitor.get('/search?q=%23lantern')).html, /href="\/tags\/Lanternlight"/);
  const nothing = await visitor.get(`/search?q=${encodeURIComponent('<i>nothing</i>')}`);
  assert.match(nothing.html, /Nothing found for “&lt;i&gt;nothing/);
});

test('what is talked about says by how many people', async () => {
  for (const name of ['one', 'two', 'three', 'four', 'five'])
    await say(await house.person(name), 'look #Comet');
  const { html } = await (await visit(house)).get('/explore');
  assert.match(html, /href="\/tags\/Comet">[\s\S]*?5 people/);
});

test('the first page and the page about the server are for everybody', async () => {
  for (const [path, text] of [
    ['/', /stays on the air/],
    ['/about', /What this server promises/],
  ] as const)
    assert.match((await (await visit(house)).get(path)).html, text);
});

test('a hashtag is followed and left by one button', async () => {
  const visitor = await visit(house, { as: ada });
  const path = `/tags/${encodeURIComponent('شب')}`;
  const { html } = await visitor.get(path);
  assert.ok(html.includes(`formaction="${path}/follow"`));
  const following = await visitor.send(`${path}/follow`, { back: path });
  assert.ok(following.html.includes(`formaction="${path}/unfollow"`));
  const left = await visitor.send(`${path}/unfollow`, { back: path });
  assert.ok(left.html.includes(`formaction="${path}/follow"`));
});
