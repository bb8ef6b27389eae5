/** Version of the time zone rules in use, such as `2025c`. It goes on record with each decision that used a local time. */
export const TZDATA: string = process.versions['tz'] ?? 'unknown';
