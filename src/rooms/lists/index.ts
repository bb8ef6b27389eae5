export { listChanged } from '#rooms/lists/events.ts';
