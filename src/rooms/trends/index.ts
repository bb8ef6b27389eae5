export { type TrendingTag, trendingStatuses, trendingTags } from '#rooms/trends/views.ts';
