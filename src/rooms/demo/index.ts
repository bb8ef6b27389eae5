export { type Clock, type Played, playJune2009 } from '#rooms/demo/june-2009.ts';
