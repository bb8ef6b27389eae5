export { addMembersCommand } from '#rooms/lists/change-members.ts';
export { listChanged } from '#rooms/lists/events.ts';
export { LISTS_MOST } from '#rooms/lists/rules/list.ts';
export { type ListRow, listStore, memberStore } from '#rooms/lists/store.ts';
export { makeListCommand } from '#rooms/lists/write-list.ts';
