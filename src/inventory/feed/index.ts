export { FeedError } from './feed-error.ts'
export { type FeedHeader, type ReadFeedOptions, readFeed } from './read-feed.ts'
export type { FeedQuarantine, FeedRow, FeedVehicle } from './read-rows.ts'
export { parseVin, vinCheckDigitOk } from './vin.ts'
