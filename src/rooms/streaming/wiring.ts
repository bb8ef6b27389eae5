export { attachStreaming } from '#rooms/streaming/attach.ts';
export { routes } from '#rooms/streaming/client-api.ts';
