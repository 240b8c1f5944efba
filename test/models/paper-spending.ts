import { randomUUID } from 'node:crypto'
import { BudgetReached, type Spending } from '#models/index.ts'

type Call = Parameters<Awaited<ReturnType<Spending['accountOf']>>['reserve']>[0] & {
  id: string
  site: string
  tokens: number
  claims?: { held: number; cut: number }
}

export type PaperSpending = Spending & {
  calls: Call[]
  /** From now on nothing may be asked. */
  end(until: Date, fallsBack: boolean): void
}

/** For tests of what models do, which need no database: counts, finds nothing that was bought before, limits nothing. */
export function paperSpending(): PaperSpending {
  const calls: Call[] = []
  let reached: BudgetReached | undefined
  const callOf = (id: string) => calls.find((call) => call.id === id)!
  return {
    calls,
    end(until, fallsBack) {
      reached = new BudgetReached(until, fallsBack)
    },
    accountOf: async (site) => ({
      models: null,
      findBought: async () => undefined,
      async reserve(asked) {
        if (reached) throw reached
        const id = randomUUID()
        calls.push({ ...asked, id, site, tokens: 0 })
        return id
      },
      async settle(id, _, { inputTokens, outputTokens }) {
        callOf(id).tokens = inputTokens + outputTokens
      },
    }),
    async tellHeld(id, claims) {
      callOf(id).claims = claims
    },
  }
}
