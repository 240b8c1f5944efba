import { randomUUID } from 'node:crypto'
import { BudgetReached, type Spending } from '#models/index.ts'

type Call = {
  id: string
  site: string
  task: string
  model: string
  hash: Buffer
  tokens: number
  answer: unknown
  claims?: { held: number; cut: number }
}

export type PaperSpending = Spending & {
  calls: Call[]
  /** Which models a site has chosen. */
  choices: Map<string, string[]>
  /** From now on nothing may be asked. */
  end(until: Date, fallsBack: boolean): void
}

/** What a site spends, kept in memory: for tests of what models do, which need no database. */
/** @param remembers what was bought is found again. */
export function paperSpending(remembers = false): PaperSpending {
  const calls: Call[] = []
  const choices = new Map<string, string[]>()
  let reached: BudgetReached | undefined
  return {
    calls,
    choices,
    end(until, fallsBack) {
      reached = new BudgetReached(until, fallsBack)
    },
    accountOf: async (site) => ({
      models: choices.get(site) ?? null,
      findBought: async (hashes) =>
        calls
          .filter((call) => remembers && call.site === site && call.answer !== undefined)
          .filter(({ hash }) => hashes.some((one) => one.equals(hash)))
          .map(({ model, ...call }) => {
            const slash = model.indexOf('/')
            return { ...call, provider: model.slice(0, slash), model: model.slice(slash + 1) }
          })[0],
      async reserve({ task, provider, model, hash, usage }) {
        if (reached) throw reached
        const tokens = usage.inputTokens + usage.outputTokens
        const call = {
          id: randomUUID(),
          site,
          task,
          model: `${provider}/${model}`,
          hash,
          tokens,
          answer: undefined,
        }
        calls.push(call)
        return call.id
      },
      async settle(id, _, usage, answer) {
        const call = calls.find((one) => one.id === id)!
        call.tokens = usage.inputTokens + usage.outputTokens
        call.answer = answer
      },
    }),
    async tellHeld(id, claims) {
      calls.find((one) => one.id === id)!.claims = claims
    },
  }
}
