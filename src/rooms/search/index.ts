export { findAccounts, findStatuses, findTags, type Wish } from '#rooms/search/views.ts';
