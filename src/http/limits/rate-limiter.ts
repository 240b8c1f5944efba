export type LimitedKey = { keyId: string; perMinute: number; perDay: number }

export type LimitState = { limit: number; remaining: number; resetAtMs: number }

/** What is said of a request: `retryAfterMs` is the true wait of one that is not admitted. */
export type Admission = { admitted: boolean; retryAfterMs: number; minute: LimitState; day: LimitState }

export type RateLimiter = {
  admit(key: LimitedKey): Promise<Admission>
  /** Writes what a restart must not forget. */
  stop(): Promise<void>
}
