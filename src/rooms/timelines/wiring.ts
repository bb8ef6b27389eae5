export { routes } from '#rooms/timelines/client-api.ts';
