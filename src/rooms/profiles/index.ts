export { FEATURED_TAGS_MOST, featureTag, unfeatureTag } from '#rooms/profiles/feature-tag.ts';
export { profileStore } from '#rooms/profiles/store.ts';
