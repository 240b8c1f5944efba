// The face of the room for who clears away what it has stored: no server is loaded by it.

export { deleteExpiredKeys } from './idempotency-store.ts'
export { deleteOldMinutes } from './limits/limit-store.ts'
export { turnRequestDays } from './request-log/request-store.ts'
