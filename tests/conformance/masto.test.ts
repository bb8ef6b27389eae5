import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createOAuthAPIClient, createRestAPIClient, type mastodon } from 'masto';
import { openBrowser } from '../support/form-browser.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { imageWithSecrets } from '../support/images.ts';
import { PASSWORD, personWithPassword } from '../support/people.ts';
import { type ServedHouse, serveTestHouse } from '../support/port.ts';

/** The npm package masto, as apps use it, against a real port. */

let server: TestHouse;
let served: ServedHouse;
let ada: mastodon.rest.Client;
let bob: mastodon.rest.Client;
let adaId: string;
let bobId: string;

before(async () => {
  server = await openTestHouse();
  served = await serveTestHouse(server);
  const people = [await personWithPassword(server, 'ada'), await server.person('bob')] as const;
  bob = createRestAPIClient({ url: served.origin, accessToken: people[1].token });
  bobId = String(people[1].id);
  adaId = String(people[0].id);
});
after(async () => {
  await served.close();
  await server.close();
});

test('an app registers, a person agrees, and the code becomes a token', async () => {
  const anonymous = createRestAPIClient({ url: served.origin });
  const app = await anonymous.v1.apps.create({
    clientName: 'conformance',
    redirectUris: 'urn:ietf:wg:oauth:2.0:oob',
    scopes: 'read write follow push',
  });
  const browser = openBrowser(server);
  await browser.submit('/auth/sign_in', { login: 'ada', password: PASSWORD });
  const query = new URLSearchParams({
    client_id: app.clientId!,
    redirect_uri: 'urn:ietf:wg:oauth:2.0:oob',
    response_type: 'code',
    scope: 'read write follow push',
  });
  const page = await browser.submit(`/oauth/authorize?${query}`, { decision: 'allow' });
  const shown =
    page.status === 200 ? await page.text() : await (await browser.get(page.headers.get('location')!)).text();
  const code = /<code[^>]*>([^<]+)<\/code>/.exec(shown)?.[1] ?? '';
  assert.notEqual(code, '', 'the page shows the code');
  const token = await createOAuthAPIClient({ url: served.origin }).token.create({
    clientId: app.clientId!,
    clientSecret: app.clientSecret!,
    redirectUri: 'urn:ietf:wg:oauth:2.0:oob',
    grantType: 'authorization_code',
    code,
  });
  ada = createRestAPIClient({ url: served.origin, accessToken: token.accessToken });
  const me = await ada.v1.accounts.verifyCredentials();
  assert.equal(me.id, adaId);
  assert.equal((await ada.v1.apps.verifyCredentials()).name, 'conformance');
});

test('a profile is changed, with a picture', async () => {
  const avatar = new Blob([new Uint8Array(await imageWithSecrets('jpeg'))]);
  const me = await ada.v1.accounts.updateCredentials({
    displayName: 'آدا',
    note: 'Reads #books',
    avatar,
    fieldsAttributes: [{ name: 'Location', value: 'Tehran' }],
  });
  assert.equal(me.displayName, 'آدا');
  assert.match(me.note, /books/);
  assert.equal(me.fields[0]?.name, 'Location');
  assert.equal((await fetch(me.avatar)).status, 200);
});

test('a post goes out, is read, answered, edited, marked and deleted', async () => {
  const post = await ada.v1.statuses.create({
    status: 'سلام #Rooftop @bob',
    language: 'fa',
    visibility: 'public',
  });
  assert.equal(post.tags[0]?.name, 'Rooftop');
  assert.equal(post.mentions[0]?.id, bobId);
  const answer = await bob.v1.statuses.create({ status: '@ada hello', inReplyToId: post.id });
  const context = await ada.v1.statuses.$select(post.id).context.fetch();
  assert.deepEqual(
    context.descendants.map((status) => status.id),
    [answer.id],
  );
  const edited = await ada.v1.statuses.$select(post.id).update({ status: 'سلام دوباره #Rooftop' });
  assert.notEqual(edited.editedAt, null);
  assert.equal((await ada.v1.statuses.$select(post.id).history.list()).length, 2);
  assert.equal((await ada.v1.statuses.$select(post.id).source.fetch()).text, 'سلام دوباره #Rooftop');
  const mine = bob.v1.statuses.$select(post.id);
  assert.equal((await mine.favourite()).favourited, true);
  assert.equal((await mine.bookmark()).bookmarked, true);
  assert.equal((await mine.reblog()).reblog?.id, post.id);
  assert.deepEqual(
    (await bob.v1.favourites.list()).map((status) => status.id),
    [post.id],
  );
  assert.deepEqual(
    (await bob.v1.bookmarks.list()).map((status) => status.id),
    [post.id],
  );
  assert.equal((await mine.unreblog()).reblogged, false);
  assert.equal((await mine.unfavourite()).favourited, false);
  assert.equal((await ada.v1.statuses.$select(post.id).pin()).pinned, true);
  assert.equal((await ada.v1.statuses.$select(post.id).mute()).muted, true);
  await ada.v1.statuses.$select(post.id).remove();
  const gone = await ada.v1.statuses
    .$select(post.id)
    .fetch()
    .catch((answer: unknown) => answer);
  assert.equal((gone as Response).status, 404);
});

test('images are uploaded, described and attached', async () => {
  const media = await ada.v2.media.create({
    file: new Blob([new Uint8Array(await imageWithSecrets('jpeg'))]),
    description: 'a roof',
  });
  assert.equal(typeof media.url, 'string');
  const described = await ada.v1.media.$select(media.id).update({ description: 'a roof at night' });
  assert.equal(described.description, 'a roof at night');
  const post = await ada.v1.statuses.create({ status: 'look', mediaIds: [media.id] });
  assert.equal(post.mediaAttachments[0]?.id, media.id);
});

test('following, blocking and muting show in relationships', async () => {
  const he = bob.v1.accounts.$select(adaId);
  assert.equal((await he.follow()).following, true);
  assert.equal((await he.mute()).muting, true);
  assert.equal((await he.unmute()).muting, false);
  const [relationship] = await bob.v1.accounts.relationships.fetch({ id: [adaId] });
  assert.equal(relationship?.following, true);
  await ada.v1.accounts.$select(bobId).block();
  assert.equal((await bob.v1.accounts.relationships.fetch({ id: [adaId] }))[0]?.following, false);
  await ada.v1.accounts.$select(bobId).unblock();
  await he.follow();
  assert.equal((await bob.v1.accounts.lookup({ acct: 'ada' })).id, adaId);
});

test('lists, markers, preferences, notifications and hashtags answer', async () => {
  const list = await bob.v1.lists.create({ title: 'Readers' });
  await bob.v1.lists.$select(list.id).accounts.create({ accountIds: [adaId] });
  assert.deepEqual(
    (await bob.v1.lists.$select(list.id).accounts.list()).map((one) => one.id),
    [adaId],
  );
  const post = await ada.v1.statuses.create({ status: 'for the list #listed @bob' });
  assert.equal((await bob.v1.timelines.list.$select(list.id).list())[0]?.id, post.id);
  await bob.v1.lists.$select(list.id).accounts.remove({ accountIds: [adaId] });
  await bob.v1.lists.$select(list.id).remove();
  const marked = await bob.v1.markers.create({ home: { lastReadId: post.id } });
  assert.equal(marked.home.lastReadId, post.id);
  assert.equal(typeof (await bob.v1.preferences.fetch())['posting:default:visibility'], 'string');
  const told = await bob.v1.notifications.list({ types: ['mention'] });
  assert.equal(told[0]?.status?.id, post.id);
  assert.equal((await bob.v2.notifications.list()).notificationGroups.length > 0, true);
  assert.equal((await bob.v1.tags.$select('listed').follow()).following, true);
  assert.equal((await bob.v1.followedTags.list())[0]?.name, 'listed');
});

test('hashtag timelines take any, all and none', async () => {
  const post = (status: string) => ada.v1.statuses.create({ status });
  const one = await post('#mone');
  const both = await post('#mone #mtwo');
  const other = await post('#mthree');
  const ids = async (params: object) => {
    const page = await bob.v1.timelines.tag.$select('MOne').list(params as never);
    return page.map((status) => status.id);
  };
  assert.deepEqual(await ids({}), [both.id, one.id]);
  assert.deepEqual(await ids({ all: ['mtwo'] }), [both.id]);
  assert.deepEqual(await ids({ none: ['mtwo'] }), [one.id]);
  assert.deepEqual(await ids({ any: ['mthree'] }), [other.id, both.id, one.id]);
});

test('paging through Link headers sees every post once, towards older and towards newer ones', async () => {
  const writer = createRestAPIClient({
    url: served.origin,
    accessToken: (await server.person('writer')).token,
  });
  const written: string[] = [];
  for (let i = 0; i < 23; i++)
    written.unshift((await writer.v1.statuses.create({ status: `page ${i} #paged` })).id);
  const older: string[] = [];
  for await (const page of bob.v1.timelines.tag.$select('paged').list({ limit: 5 }))
    older.push(...page.map((s) => s.id));
  assert.deepEqual(older, written);
  const newer: string[] = [];
  let link: string | undefined =
    `${served.origin}/api/v1/timelines/tag/paged?limit=5&min_id=${BigInt(written.at(-1)!) - 1n}`;
  while (link) {
    const answer: Response = await fetch(link);
    const page = (await answer.json()) as { id: string }[];
    newer.unshift(...page.map((status) => status.id));
    link =
      page.length === 0 ? undefined : /<([^>]+)>; rel="prev"/.exec(answer.headers.get('link') ?? '')?.[1];
  }
  assert.deepEqual(newer, written);
});

test('the rest that apps ask at their start is well-formed', async () => {
  const anonymous = createRestAPIClient({ url: served.origin });
  assert.equal((await anonymous.v2.instance.fetch()).domain, 'rooftop.test');
  assert.ok((await anonymous.v1.instance.fetch()).version.startsWith('4.'));
  assert.deepEqual(await anonymous.v1.customEmojis.list(), []);
  assert.ok(Array.isArray(await ada.v1.trends.tags.list()));
  assert.ok(Array.isArray(await ada.v1.conversations.list()));
  assert.ok(Array.isArray(await ada.v2.filters.list()));
  assert.ok(Array.isArray(await ada.v1.announcements.list()));
  assert.ok(Array.isArray(await ada.v1.blocks.list()));
  assert.ok(Array.isArray(await ada.v1.scheduledStatuses.list()));
  const found = await ada.v2.search.list({ q: 'bob', type: 'accounts' });
  assert.equal(found.accounts[0]?.id, bobId);
  assert.deepEqual(server.faults, []);
});
