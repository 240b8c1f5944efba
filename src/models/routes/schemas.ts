import { Type } from 'typebox'
import type { Db, Tx } from '#db/index.ts'
import { Noun, Nullable, OneOf, Text, Timestamp, Whole } from '#http/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { ModelSetting } from '../providers.ts'
import type { CallRow, DayUse, ModelUse } from '../spending/call-store.ts'
import type { Allowed, SiteModelsView } from '../spending/site-models.ts'
import { atLimits } from '../spending/site-models-store.ts'
import type { Budget } from '../spending/spending.ts'

export type ModelRouteDeps = {
  db: Db
  clock: Clock
  /** What the operator allows. */
  models: readonly ModelSetting[]
  modelBudget: Budget
  /** Begins again what waits for a budget of the site. */
  wakeWaiting(tx: Tx, siteId: string): Promise<void>
  hasContent(siteId: string, id: string): Promise<boolean>
}

export function allowedOf({ models, modelBudget }: ModelRouteDeps): Allowed {
  return { models, budget: modelBudget }
}

const Dollars = (example: number, description?: string) =>
  Type.Number({ ...(description === undefined ? {} : { description }), examples: [example] })

const ModelName = Text('anthropic/claude-haiku-4-5', 'provider/model.')

const Limits = {
  tokens_per_day: Nullable(Whole(400_000), { description: 'Asked and answered; null: no limit.' }),
  cents_per_day: Nullable(Whole(250), {
    description: 'Cents of a US dollar; null: no limit. What has no price does not count.',
  }),
}

const Use = Noun('ModelUse', {
  provider: Text('anthropic'),
  model: Text('claude-haiku-4-5'),
  calls: Whole(42, 'Requests, whatever became of them.'),
  failures: Whole(2, 'Among them, those that gave nothing that could be used.'),
  input_tokens: Whole(61_000),
  output_tokens: Whole(23_000),
  cost_usd: Nullable(Dollars(0.176), { description: 'Null where no price is known.' }),
  tokens_without_price: Whole(0, 'Tokens that `cost_usd` does not count.'),
  claims_held: Whole(310, 'Claims of its texts that facts carry.'),
  claims_cut: Whole(4, 'Claims of its texts that were cut, because none does: what it invented.'),
})

export const Uses = Type.Array(Use, { description: 'By provider and model.' })

const Day = {
  day: Text('2026-11-29', 'In the site’s time zone.'),
  tokens: Whole(84_000),
  cost_usd: Dollars(0.176),
  tokens_without_price: Whole(0),
}

export const ModelCall = Noun('ModelCall', {
  task: Text('phrase-section'),
  part: Nullable(Text('lead'), { description: 'Of the article, such as a section.' }),
  provider: Text('anthropic'),
  model: Text('claude-haiku-4-5'),
  outcome: OneOf(['asked', 'answered', 'failed'], {
    examples: ['answered'],
    description: '`asked`: in flight, or its process was killed; its tokens are reckoned.',
  }),
  input_tokens: Whole(1450),
  output_tokens: Whole(520),
  is_estimate: Type.Boolean({
    examples: [false],
    description: 'The tokens are reckoned by bytes, since the provider told none.',
  }),
  cost_usd: Nullable(Dollars(0.00405), { description: 'Null where no price is known.' }),
  claims_held: Nullable(Whole(7), { description: 'Null where no text was made of the answer.' }),
  claims_cut: Nullable(Whole(0)),
  created_at: Timestamp(),
})

export const SiteModels = Noun('SiteModels', {
  allowed: Type.Array(
    Type.Object({
      model: ModelName,
      price: Nullable(
        Type.Object({
          input_usd: Dollars(1, 'For a million tokens of what is asked.'),
          output_usd: Dollars(5, 'For a million tokens of what is answered.'),
          source: Text('https://www.example.com/pricing', 'The page where it was read.'),
          read_on: Text('2026-11-29'),
        }),
        { description: 'Null: none was read; its tokens are counted, and their cost is not known.' },
      ),
    }),
    { description: 'What the operator allows. Empty: the built-in writer writes all.' },
  ),
  models: Type.Array(ModelName, {
    description: 'What is asked, in this order. Empty: the built-in writer writes all.',
  }),
  ...Limits,
  at_limit: OneOf(atLimits, {
    description:
      'When the day’s budget is used up: `wait` for the next day, or `fall_back` on the built-in writer. A language that it does not write waits in any case.',
  }),
  limit: Type.Object(Limits, {
    description: 'What holds: the lower of the operator’s budget and the site’s.',
  }),
  today: Type.Object({ ...Day, ends_at: Timestamp() }),
  use: Uses,
  days: Type.Array(Type.Object(Day), { description: 'Days with calls, newest first.' }),
  use_since: Text('2026-10-31', 'The first of the 30 days that `use` and `days` tell of.'),
})

export function presentSiteModels(view: SiteModelsView): Record<string, unknown> {
  const { today } = view
  return {
    allowed: view.allowed.map(({ name, price }) => ({
      model: name,
      price: price
        ? { input_usd: price.input, output_usd: price.output, source: price.source, read_on: price.read_on }
        : null,
    })),
    models: view.models,
    ...presentBudget(view.own),
    at_limit: view.atLimit,
    limit: presentBudget(view.limit),
    today: { ...presentDay(today), ends_at: today.endsAt.toISOString() },
    use: view.use.map(presentUse),
    days: view.days.map(presentDay),
    use_since: view.useSince,
  }
}

function presentDay({ day, tokens, costUsd, unpricedTokens }: DayUse): Record<string, unknown> {
  return { day, tokens, cost_usd: costUsd, tokens_without_price: unpricedTokens }
}

export function presentCall(call: CallRow): Record<string, unknown> {
  return {
    ...call,
    cost_usd: call.cost_usd === null ? null : Number(call.cost_usd),
    created_at: call.created_at.toISOString(),
  }
}

function presentBudget({ tokensPerDay, centsPerDay }: Budget): Record<string, number | null> {
  return { tokens_per_day: tokensPerDay, cents_per_day: centsPerDay }
}

export function presentUse(use: ModelUse): Record<string, unknown> {
  return {
    provider: use.provider,
    model: use.model,
    calls: use.calls,
    failures: use.failures,
    input_tokens: use.inputTokens,
    output_tokens: use.outputTokens,
    cost_usd: use.costUsd,
    tokens_without_price: use.unpricedTokens,
    claims_held: use.claimsHeld,
    claims_cut: use.claimsCut,
  }
}
