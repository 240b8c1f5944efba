import cors from '@fastify/cors'
import type { FastifyInstance } from 'fastify'

/** Origins whose pages may call, such as `https://shop.example.com`; none when empty. */
export type CorsOrigins = '*' | readonly string[]

const preflightSeconds = 7200
const sent = [
  'Authorization',
  'Content-Type',
  'Idempotency-Key',
  'If-Modified-Since',
  'If-None-Match',
  'Prefer',
  'X-API-Key',
  'X-Idempotency-Key',
  'X-Request-Id',
]
const shown = [
  'Allow',
  'ETag',
  'Idempotency-Replayed',
  'Preference-Applied',
  'Retry-After',
  'X-RateLimit-Limit',
  'X-RateLimit-Limit-Day',
  'X-RateLimit-Remaining',
  'X-RateLimit-Remaining-Day',
  'X-RateLimit-Reset',
  'X-RateLimit-Reset-Day',
  'X-Request-Id',
]

/**
 * Lets pages of these origins call and read the answers, errors included. A preflight is answered before any key
 * is looked at. Without cookies: the key is in a header that the page must have.
 */
export async function allowOrigins(app: FastifyInstance, origins: CorsOrigins): Promise<void> {
  if (origins.length === 0) return
  await app.register(cors, {
    origin: origins === '*' ? '*' : [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    allowedHeaders: sent,
    exposedHeaders: shown,
    maxAge: preflightSeconds,
    strictPreflight: false,
  })
}
