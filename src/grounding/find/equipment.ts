import heads from '../lexicon/equipment-heads.json' with { type: 'json' }
import { stemSet, type Token } from '../text/tokens.ts'

type View = { tokens: readonly Token[]; from: number; to: number }

const headWords = stemSet(heads.heads)
const plainWords = stemSet(heads.ignore)

const elsewhere = /^(home|household|wall|public|street|roadside|workplace|garage|neighborhood|curbside)$/
const having =
  /^(ha|has|have|having|with|include|including|come|equipped|feature|offer|get|standard|add|plus|throw|bring|package)$/

/** "Plan a home charger": what stands in a house or a street is equipment only where it is said to come along. */
function isElsewhere(v: View, from: number, at: number): boolean {
  if (!v.tokens.slice(from, at).some((token) => elsewhere.test(token.stem))) return false
  return (
    from > v.from &&
    !v.tokens.slice(Math.max(v.from, from - 6), from).some((token) => having.test(token.stem))
  )
}

/** Equipment by its last word ("… assist", "… camera") that no vocabulary knows: the words before it say which. */
export function equipmentAt(
  v: View,
  taken: (at: number) => boolean,
  at: number,
): { from: number; to: number; stems: string[] } | undefined {
  if (!headWords.has(v.tokens[at]!.stem)) return undefined
  let from = at
  while (
    from > v.from &&
    at - from < 3 &&
    !taken(from - 1) &&
    (v.tokens[from]!.gap === 'join' || v.tokens[from]!.gap === 'dash') &&
    !plainWords.has(v.tokens[from - 1]!.stem)
  )
    from--
  if (from === at || isElsewhere(v, from, at)) return undefined
  return { from, to: at + 1, stems: v.tokens.slice(from, at + 1).map((token) => token.stem) }
}
