export { Batch, checkItems } from './batch.ts'
export { readCursor } from './cursor.ts'
export {
  type Access,
  accepted,
  created,
  defineRoute,
  type Method,
  noContent,
  ok,
  type Reply,
  type Route,
} from './define-route.ts'
export { createDrain } from './drain.ts'
export { preferredType, prefersHtml } from './headers/accept.ts'
export { createIdempotency } from './idempotency.ts'
export { createReservationStore, createSharedLimits } from './limits/limit-store.ts'
export { createRateLimiter, type ReservationStore } from './limits/one-node.ts'
export type { RateLimiter } from './limits/rate-limiter.ts'
export { createSharedRateLimiter } from './limits/several-nodes.ts'
export { listPage, page } from './list-page.ts'
export { type AnsweredRequest, createRequestLog } from './request-log/request-log.ts'
export { countRequests, listRequests, type RequestRow } from './request-log/request-store.ts'
export {
  Data,
  Id,
  Instant,
  idParams,
  listQuery,
  Message,
  Noun,
  NullAsARule,
  Nullable,
  OneOf,
  Page,
  Text,
  Timestamp,
  Uuid,
  Vin,
  Whole,
} from './schemas.ts'
export { createServer, describeApi } from './server.ts'
