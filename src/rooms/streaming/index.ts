export { type Teller, toEveryone } from '#rooms/streaming/deliveries.ts';
