export { type AccountWish, accountTimeline, pinnedStatuses } from '#rooms/timelines/account-views.ts';
export { listFrames } from '#rooms/timelines/list-frames.ts';
export { lookerOf } from '#rooms/timelines/looker.ts';
export { boundsIn, homePage, pageQuery, pagingOf, publicPosts } from '#rooms/timelines/pages.ts';
export { belongsOnPublic } from '#rooms/timelines/public-rings.ts';
export { readPage, type TimelinePage } from '#rooms/timelines/read-page.ts';
export type { Entry } from '#rooms/timelines/rules/entry.ts';
export { belongsHome, belongsOnList, type Looker } from '#rooms/timelines/rules/home.ts';
export { matchesTags, type TagQuery } from '#rooms/timelines/rules/tags.ts';
export { agreesWith } from '#rooms/timelines/rules/taste.ts';
export { type TagNames, tagIdOf, tagQuery } from '#rooms/timelines/tag-names.ts';
export {
  directTimeline,
  hashtagTimeline,
  homeTimeline,
  isForHome,
  listTimeline,
  type Origin,
  publicTimeline,
  suits,
} from '#rooms/timelines/views.ts';
