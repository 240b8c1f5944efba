export { prefersHtml } from './accept.ts'
export { Batch, checkItems } from './batch.ts'
export { page, readCursor } from './cursor.ts'
export {
  type Access,
  accepted,
  type Caller,
  created,
  defineRoute,
  type Method,
  noContent,
  ok,
  type Reply,
  type Route,
} from './define-route.ts'
export { createIdempotency } from './idempotency.ts'
export { deleteExpiredKeys } from './idempotency-store.ts'
export { createRateLimiter, type ReservationStore } from './rate-limit.ts'
export { createReservationStore, deleteOldMinutes } from './rate-limit-store.ts'
export { Data, Instant, idParams, listQuery, Nullable, OneOf, Page, Timestamp, Uuid } from './schemas.ts'
export { createServer, describeApi } from './server.ts'
