/** What `app.ts` plugs in. */
export { demo } from '#rooms/demo/commands.ts';
