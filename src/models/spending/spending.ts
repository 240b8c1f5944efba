// What a site's work may cost and has cost. Before a model is asked its answer is reckoned and reserved, under a lock of
// the site; when it has answered, what it used takes the place of that. So a day's budget is passed by no more than the
// calls in flight, whatever the number of processes, and what a killed process had asked for counts as reckoned.
// What was answered is kept beside it: the same task on the same data is not bought twice.

import { type Db, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { sha256 } from '#kernel/crypto.ts'
import { canonicalJson } from '#kernel/json.ts'
import { BudgetReached, type Usage } from '../failure.ts'
import {
  type Bought,
  insertCall,
  listBought,
  lockSpending,
  sumDay,
  updateHeld,
  updateSettled,
  type Work,
} from './call-store.ts'
import { dayIn, nextDayIn } from './days.ts'
import { costOf, priceOf } from './prices.ts'
import { findSiteModels, type SiteModels } from './site-models-store.ts'

/** For a site and day, in tokens and in cents of a US dollar; null: no limit. */
export type Budget = { tokensPerDay: number | null; centsPerDay: number | null }

export type Spending = {
  accountOf(siteId: string): Promise<Account>
  /** What became of the claims in the text that an answer was made into. */
  tellHeld(callId: string, claims: { held: number; cut: number }): Promise<void>
}

/** What is asked, before it is. */
export type Asked = {
  work: Work
  task: string
  provider: string
  model: string
  hash: Buffer
  /** As much as it may use. */
  usage: Usage
}

/** A site's, for one task. */
export type Account = {
  /** provider/model in the order in which they are asked; null: as the operator has them. */
  models: readonly string[] | null
  /** What the site has bought under one of these, the first that there is. */
  findBought(hashes: readonly Buffer[]): Promise<Bought | undefined>
  /** @returns the call's id. @throws BudgetReached when the day's budget is used up. */
  reserve(asked: Asked): Promise<string>
  /** @param answer undefined: none that can be used. */
  settle(callId: string, asked: Asked, usage: Usage, answer: unknown): Promise<void>
}

export function openSpending(deps: { db: Db; clock: Clock; budget: Budget }): Spending {
  const { db, clock, budget } = deps
  return {
    async accountOf(siteId) {
      const site = await findSiteModels(db, siteId)
      if (!site) throw new Error(`Site ${siteId} is gone.`)
      const priced = ({ provider, model }: Asked, usage: Usage, day: string) =>
        costOf(usage, priceOf(provider, model, day))
      return {
        models: site.models,
        async findBought(hashes) {
          const bought = await listBought(db, siteId, hashes)
          return hashes
            .map((hash) => bought.find((one) => one.hash.equals(hash)))
            .find((one) => one !== undefined)
        },
        async reserve(asked) {
          const now = clock.now()
          const day = dayIn(site.timezone, now)
          const limit = tighter(budget, site)
          return await withTx(db, async (tx) => {
            if (limit.tokensPerDay !== null || limit.centsPerDay !== null) {
              await lockSpending(tx, siteId)
              const used = await sumDay(tx, siteId, day)
              // Under the limit by one token is under it: however small a budget is, some work is done each day.
              if (
                used.tokens >= (limit.tokensPerDay ?? Infinity) ||
                used.costUsd * 100 >= (limit.centsPerDay ?? Infinity)
              )
                throw new BudgetReached(nextDayIn(site.timezone, now), site.atLimit === 'fall_back')
            }
            const costUsd = priced(asked, asked.usage, day)
            return await insertCall(tx, { ...asked, siteId, day, costUsd, now })
          })
        },
        async settle(callId, asked, usage, answer) {
          const costUsd = priced(asked, usage, dayIn(site.timezone, clock.now()))
          await updateSettled(db, callId, { usage, costUsd, answer })
        },
      }
    },
    tellHeld: (callId, claims) => updateHeld(db, callId, claims),
  }
}

/** Of both the lower: a site may set less than the operator allows, never more. */
export function tighter(a: Budget, b: Pick<SiteModels, keyof Budget>): Budget {
  const lower = (one: number | null, other: number | null) =>
    one === null || other === null ? (one ?? other) : Math.min(one, other)
  return {
    tokensPerDay: lower(a.tokensPerDay, b.tokensPerDay),
    centsPerDay: lower(a.centsPerDay, b.centsPerDay),
  }
}

/** Equal for what is asked alike: other words of ours, another fact or another model make another hash. */
export function hashOf(asked: {
  task: string
  instructions: string
  data: unknown
  schema: unknown
  provider: string
  model: string
}): Buffer {
  const { task, instructions, data, schema, provider, model } = asked
  // Through JSON, since a schema carries members that are none.
  const plain = JSON.parse(JSON.stringify({ task, instructions, data, schema, provider, model }))
  return sha256(canonicalJson(plain))
}
