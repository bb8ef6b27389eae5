import { issueToken } from '#rooms/oauth/index.ts';
import type { TestHouse } from './house.ts';

/** A signed-in browser's session cookie value. */
export function issueSession(server: TestHouse, accountId: number): Promise<string> {
  return issueToken(server.house, { accountId, appId: null, scopes: '', kind: 'session' });
}
