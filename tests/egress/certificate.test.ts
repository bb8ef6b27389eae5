import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { createSecureContext } from 'node:tls';
import { fetchOutside } from '#machinery/egress/fetch-outside.ts';
import { LIMITS } from './outside.ts';

/** Signed by nobody but itself, for a.test; good for nothing else. */
const key = [
  '-----BEGIN PRIVATE KEY-----',
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgD1BUFd/bBkv4EKxb',
  'tyN7pE3FQkn51jKAi1+SiDuQInmhRANCAAT2sCK0K1JlfCWOu9wYmCkrDkGt6VHe',
  'JLeEeFZcykw92OQALc7CPg2DtvZ8eA6EGBeMirICRV6tluZt1i5NX5+M',
  '-----END PRIVATE KEY-----',
].join('\n');
const cert = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBjDCCATKgAwIBAgIUeUui3cOeJgfzLNLIwBMtZLCTxO0wCgYIKoZIzj0EAwIw',
  'ETEPMA0GA1UEAwwGYS50ZXN0MCAXDTI2MTEyMzA4MDYyOFoYDzIxMjYxMDMwMDgw',
  'NjI4WjARMQ8wDQYDVQQDDAZhLnRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNC',
  'AAT2sCK0K1JlfCWOu9wYmCkrDkGt6VHeJLeEeFZcykw92OQALc7CPg2DtvZ8eA6E',
  'GBeMirICRV6tluZt1i5NX5+Mo2YwZDAdBgNVHQ4EFgQUrpxADROtCoSjU7WzD3tB',
  'jnX/Y04wHwYDVR0jBBgwFoAUrpxADROtCoSjU7WzD3tBjnX/Y04wDwYDVR0TAQH/',
  'BAUwAwEB/zARBgNVHREECjAIggZhLnRlc3QwCgYIKoZIzj0EAwIDSAAwRQIgThA9',
  'Xtj+Y+p6pkZ+oxuKxYmrawwP1TnJTa7RHH317wkCIQDYPgM7J/JXbW+UNvgG/dx1',
  'y0yJm306nEMBO/P7qPdXnw==',
  '-----END CERTIFICATE-----',
].join('\n');

test('over TLS the name goes with the greeting to the address that was checked, and a certificate nobody vouches for is refused', async () => {
  const greeted: string[] = [];
  let asked = 0;
  const server = createServer(
    {
      SNICallback(name, done) {
        greeted.push(name);
        done(null, createSecureContext({ key, cert }));
      },
      key,
      cert,
    },
    (_request, response) => {
      asked++;
      response.end();
    },
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const egress = { resolve: async () => ['127.0.0.1'], allow: new Set([`a.test:${port}`]) };
  const fetched = await fetchOutside(egress, `https://a.test:${port}/`, LIMITS);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  assert.deepEqual(fetched, { ok: false, why: 'certificate' });
  assert.deepEqual([greeted, asked], [['a.test'], 0]);
});
