export { toHistory } from '#rooms/trends/mastodon.ts';
export { type TrendingTag, trendingStatuses, trendingTags } from '#rooms/trends/views.ts';
