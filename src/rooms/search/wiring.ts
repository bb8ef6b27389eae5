export { routes } from '#rooms/search/client-api.ts';
export { jobs } from '#rooms/search/jobs.ts';
