/** Why a stream ends: the server goes away for a moment, the caller may no longer listen, or cannot keep up. */
export type Ending = 'restart' | 'revoked' | 'slow' | 'abuse';

/** Where a listener's bytes go: a WebSocket or an event stream. Bounded: who reads too slowly is cut off. */
export type Outlet = {
  send(bytes: Buffer<ArrayBuffer>): void;
  end(why: Ending): void;
};

/** Bytes that may wait for one receiver. */
export const WAITING_MOST = 1_048_576;
