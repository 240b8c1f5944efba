// Plain words for what feeds write in many ways: "AWD" is all-wheel drive, "8-Spd Automatic" an 8-speed automatic.
// A reading keeps every figure of the value and adds none.

import { smallNumber } from '../phrase/index.ts'
import terms from '../phrase-bank/description/vehicle-terms.json' with { type: 'json' }

type Term = { match: RegExp; say: readonly string[]; kind: string | undefined }
export type TermKind = keyof typeof terms

const table = new Map<string, Term[]>(
  Object.entries(terms).map(([kind, entries]) => [
    kind,
    entries.map((entry, index) => {
      const where = `phrase-bank/description/vehicle-terms.json: "${kind}" entry ${index + 1}`
      if (entry.say.length === 0) throw new Error(`${where}: says nothing`)
      return {
        match: readPattern(entry.match, where),
        say: entry.say,
        kind: 'kind' in entry ? entry.kind : undefined,
      }
    }),
  ]),
)

function readPattern(pattern: string, where: string): RegExp {
  try {
    return new RegExp(pattern, 'i')
  } catch (fault) {
    throw new Error(`${where}: "${pattern}" is not a pattern`, { cause: fault })
  }
}

export type Wording = { wordings: readonly string[]; kind: string | undefined }

/** Plain wordings of a value, or undefined where the table does not know it. */
export function findTerm(kind: TermKind, value: string): Wording | undefined {
  for (const term of table.get(kind) ?? []) {
    const match = term.match.exec(value.trim())
    if (match)
      return {
        wordings: term.say.map((say) => say.replace('$1', smallNumber(Number(match[1])))),
        kind: term.kind,
      }
  }
  return undefined
}
