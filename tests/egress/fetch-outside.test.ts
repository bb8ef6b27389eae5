import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { Fetched } from '#machinery/egress/egress.ts';
import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import { VERSION } from '#values/version.ts';
import { LIMITS, type Outside, openOutside, wayOut } from './outside.ts';

let outside: Outside;
before(async () => {
  outside = await openOutside((_request, response) => response.end());
});
beforeEach(() => outside.answer((_request, response) => response.end('well')));
after(() => outside.close());

const ask = (path = '/', more: object = {}) =>
  fetchOutside(wayOut(outside.place), `${outside.origin}${path}`, { ...LIMITS, ...more });
const whyNot = (fetched: Fetched) => (fetched.ok ? `answered ${fetched.status}` : fetched.why);

test('what the operator lets through is fetched, and nothing is told but who asks', async () => {
  const fetched = await ask('/a?b=c');
  assert.ok(fetched.ok);
  assert.deepEqual([fetched.status, fetched.body.toString()], [200, 'well']);
  const { headers, url, method } = outside.asked.at(-1)!;
  assert.deepEqual([method, url], ['GET', '/a?b=c']);
  assert.equal(headers['user-agent'], `Rooftop/${VERSION}`);
  assert.deepEqual(Object.keys(headers).toSorted(), [
    'accept',
    'accept-encoding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test('loopback is refused when nobody let it through, and no connection is made', async () => {
  const before = outside.asked.length;
  assert.equal(whyNot(await fetchOutside(wayOut(), outside.origin, LIMITS)), 'url');
  for (const host of ['127.0.0.1', '2130706433', '[::1]', '[::ffff:7f00:1]', '①②⑦.0.0.1', '0x7f.1'])
    assert.equal(whyNot(await fetchOutside(wayOut(), `http://${host}/`, LIMITS)), 'address', host);
  assert.equal(outside.asked.length, before);
});

test('only http and https on their own ports, without a password, are ever asked', async () => {
  const addresses = [
    'ftp://a.test/',
    'file:///etc/passwd',
    'gopher://a.test/',
    'http://a.test:8080/',
    'nonsense',
  ];
  const secret = ['http://me@a.test/', 'http://me:secret@a.test/', `http://a.test/${'a'.repeat(2_000)}`];
  for (const address of [...addresses, ...secret])
    assert.equal(whyNot(await fetchOutside(wayOut(), address, LIMITS)), 'url', address);
});

test('a name that has one private address beside public ones is refused whole', async () => {
  for (const bad of ['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', 'fd00::1', '::ffff:10.0.0.1']) {
    const egress = { ...wayOut(), resolve: async () => ['8.8.8.8', bad] };
    assert.equal(whyNot(await fetchOutside(egress, 'https://a.test/', LIMITS)), 'address', bad);
  }
  const nothing = { ...wayOut(), resolve: () => Promise.reject(new Error('no such name')) };
  assert.equal(whyNot(await fetchOutside(nothing, 'https://a.test/', LIMITS)), 'name');
});

test('DNS rebinding: a name that changes its address after it was checked is asked where it was checked, and resolved once', async () => {
  const answers = ['127.0.0.1', '127.99.99.99'];
  let asked = 0;
  const egress = {
    resolve: async () => [answers[Math.min(asked++, 1)]!],
    allow: new Set([`a.test:${outside.port}`]),
  };
  const fetched = await fetchOutside(egress, `http://a.test:${outside.port}/`, LIMITS);
  assert.ok(fetched.ok);
  assert.equal(asked, 1);
  assert.equal(outside.asked.at(-1)!.headers.host, `a.test:${outside.port}`);
});

test('each hop is checked again: no redirect leads inside', async () => {
  const inside = [
    'http://169.254.169.254/latest/meta-data/',
    'http://[::1]/',
    'http://0x7f.1/',
    '//10.0.0.1/',
  ];
  for (const location of inside) {
    outside.answer((_request, response) => response.writeHead(302, { location }).end());
    assert.equal(whyNot(await ask()), 'address', location);
  }
  outside.answer((_request, response) => response.writeHead(301, { location: 'file:///etc/passwd' }).end());
  assert.equal(whyNot(await ask()), 'url');
});

test('redirects are followed so far and no farther, and what was kept is told only to those who sent it', async () => {
  outside.answer((request, response) => {
    const n = Number(request.url!.slice(1));
    if (n > 0) response.writeHead(307, { location: `/${n - 1}` }).end();
    else response.end(String(request.headers['if-none-match']));
  });
  const fetched = await ask('/3', { etag: '"kept"' });
  assert.ok(fetched.ok);
  assert.deepEqual([fetched.body.toString(), fetched.url], ['"kept"', `${outside.origin}/0`]);
  assert.equal(whyNot(await ask('/4')), 'redirects');
});

test('a redirect from one place that is let through to another host forgets what was kept', async () => {
  const second = await openOutside((request, response) =>
    response.end(String(request.headers['if-none-match'])),
  );
  outside.answer((_request, response) => response.writeHead(302, { location: `${second.origin}/` }).end());
  const both = wayOut(outside.place, second.place);
  const fetched = await fetchOutside(both, outside.origin, { ...LIMITS, etag: '"kept"' });
  await second.close();
  assert.ok(fetched.ok);
  assert.equal(fetched.body.toString(), 'undefined');
});

test('a body at the bound is read; one byte more is refused, or cut when that was asked for', async () => {
  outside.answer((_request, response) => response.end('a'.repeat(1_000)));
  const whole = await ask('/', { bytesMost: 1_000 });
  assert.ok(whole.ok);
  assert.equal(whole.body.length, 1_000);
  assert.equal(whyNot(await ask('/', { bytesMost: 999 })), 'too-large');
  const cut = await ask('/', { bytesMost: 999, cut: true });
  assert.ok(cut.ok);
  assert.equal(cut.body.length, 999);
});

test('a body that never ends is cut off', async () => {
  outside.answer((_request, response) => {
    const more = () => {
      while (response.write('x'.repeat(16_384)));
    };
    response.on('drain', more);
    more();
  });
  assert.equal(whyNot(await ask()), 'too-large');
});

test('a packed body counts as it is unpacked: a bomb of ten megabytes in ten kilobytes is refused', async () => {
  const bomb = Buffer.alloc(10_000_000, 'a');
  const packings = [
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ] as const;
  for (const [name, pack] of packings) {
    const headers = { 'content-encoding': name };
    outside.answer((_request, response) => response.writeHead(200, headers).end(pack(bomb)));
    assert.equal(whyNot(await ask()), 'too-large', name);
    outside.answer((_request, response) => response.writeHead(200, headers).end(pack('small')));
    const small = await ask();
    assert.ok(small.ok);
    assert.equal(small.body.toString(), 'small');
    outside.answer((_request, response) => response.writeHead(200, headers).end('not packed at all'));
    assert.equal(whyNot(await ask()), 'encoding', name);
  }
  const packed = { 'content-encoding': 'gzip, gzip' };
  outside.answer((_request, response) => response.writeHead(200, packed).end(gzipSync(gzipSync('a'))));
  assert.equal(whyNot(await ask()), 'encoding');
});

test('who answers slowly, not at all, or one byte at a time is given up on', async () => {
  outside.answer(() => {});
  assert.equal(whyNot(await ask('/', { timeoutMs: 100 })), 'timeout');
  outside.answer((_request, response) => {
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => clearInterval(timer));
  });
  assert.equal(whyNot(await ask('/', { timeoutMs: 150 })), 'timeout');
  const slow = { ...wayOut(), resolve: () => new Promise<string[]>(() => {}) };
  assert.equal(whyNot(await fetchOutside(slow, 'http://a.test/', { ...LIMITS, timeoutMs: 50 })), 'timeout');
});

test('who hangs up, or speaks another language, is a failed connection', async () => {
  outside.answer((request) => request.socket.destroy());
  assert.equal(whyNot(await ask()), 'connection');
  outside.answer((request) => request.socket.end('SSH-2.0-OpenSSH_9.9\r\n'));
  assert.equal(whyNot(await ask()), 'connection');
  outside.answer((request) => {
    request.socket.end(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(40_000)}\r\n\r\n`);
  });
  assert.equal(whyNot(await ask()), 'connection');
});

test('an answer that nothing has changed comes through, and what to keep for the next time', async () => {
  outside.answer((request, response) => {
    const known =
      request.headers['if-none-match'] === '"1"' && request.headers['if-modified-since'] === 'then';
    response.writeHead(known ? 304 : 200, { etag: '"1"', 'last-modified': 'then', 'retry-after': '7' });
    response.end(known ? undefined : 'well');
  });
  const first = await ask();
  assert.ok(first.ok);
  assert.deepEqual([first.etag, first.lastModified, first.retryAfter], ['"1"', 'then', '7']);
  const second = await ask('/', { etag: first.etag, lastModified: first.lastModified });
  assert.ok(second.ok);
  assert.deepEqual([second.status, second.body.length], [304, 0]);
});
