/** Who calls: an active key of one site. */
export type Caller = {
  keyId: string
  keyName: string
  siteId: string
  scopes: ReadonlySet<string>
  /** Requests a minute. */
  perMinute: number
  /** Requests a day. */
  perDay: number
}

/** What is known of a raw key. */
export type KeyLookup = { status: 'active'; caller: Caller } | { status: 'expired' | 'revoked' | 'unknown' }
