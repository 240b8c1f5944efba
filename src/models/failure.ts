// What can go wrong with a call, in our own words alone. A provider's error may repeat the prompt or the key, and the
// SDK's carries the whole request: neither is kept, so that neither can reach a log.

export type FailureKind =
  /** 429. */
  | 'rate-limited'
  /** 5xx, no connection, a stream that broke off, no answer in time. */
  | 'unavailable'
  /** 400 or 422: the request itself, such as a form of answer that the server does not know. */
  | 'rejected'
  /** Any other status, such as a wrong key or an unknown model: asking again does not help. */
  | 'refused'
  /** The circuit of the provider is open: it was not asked. */
  | 'resting'
  /** An answer came, and is none that can be used. */
  | 'unusable'
  | 'deadline'
  /** The site's budget of the day is used up, or it has chosen none of the models: none was asked. */
  | 'not-allowed'

export class CallFailure extends Error {
  override name = 'CallFailure'
  readonly kind: FailureKind
  /** The header as it came: seconds or a date. */
  readonly retryAfter: string | undefined
  /** The request was turned away before a model saw it. */
  readonly isFree: boolean

  /** @param message what the model did, such as "did not answer in time". */
  constructor(
    kind: FailureKind,
    message: string,
    options: { retryAfter?: string | undefined; isFree?: boolean } = {},
  ) {
    super(message)
    this.kind = kind
    this.retryAfter = options.retryAfter
    this.isFree = options.isFree ?? false
  }
}

/** Tokens as the providers counted them; where a call did not come so far, estimated by the bytes that went and came. */
export type Usage = { inputTokens: number; outputTokens: number; isEstimate: boolean }

export function sumUsage(a: Usage, b: Usage): Usage {
  return {
    inputTokens: a.inputTokens + b.inputTokens,
    outputTokens: a.outputTokens + b.outputTokens,
    isEstimate: a.isEstimate || b.isEstimate,
  }
}

/** No model gave an answer that can be used. The caller answers with what needs no model. */
export class ModelError extends Error {
  override name = 'ModelError'
  readonly kind: FailureKind
  /** What was spent for nothing; it counts against a budget all the same. */
  readonly calls: number
  readonly usage: Usage

  constructor(kind: FailureKind, message: string, spent: { calls: number; usage: Usage }) {
    super(message)
    this.kind = kind
    this.calls = spent.calls
    this.usage = spent.usage
  }
}

/** The site's budget of the day is used up. What was spent before on the same task is counted already. */
export class BudgetReached extends ModelError {
  override name = 'BudgetReached'
  /** When the site's next day begins. */
  readonly until: Date
  /** Do without a model, rather than wait for that. */
  readonly fallsBack: boolean

  constructor(until: Date, fallsBack: boolean) {
    super('not-allowed', 'The budget for models is used up for today.', {
      calls: 0,
      usage: { inputTokens: 0, outputTokens: 0, isEstimate: false },
    })
    this.until = until
    this.fallsBack = fallsBack
  }
}
