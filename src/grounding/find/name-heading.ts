import type { Claim } from '../claim.ts'

const naming: ReadonlySet<string> = new Set([
  'year',
  'make',
  'model',
  'trim',
  'condition',
  'body',
  'identifier',
  'price',
  'number',
  'color',
])
const fillers =
  /^(?:the|[a-h]|an|and|or|vs|versus|our|this|stock|number|vin|no|trim|model|unit|option|choice|pick|vehicle|car|lot|candidate|contender|entry|item|[1-9]|one|two|first|second|third|next|other|lower|upper|higher|base|grade|level|step|rung|tier|version|case|for|highlights?|facts|figures|details?|specs?|basics|meet|summary|overview|snapshot|profile|rundown|glance|numbers|quick|at|in|brief|short|about|introducing|lowdown|look|closer|close|notes|of|on|side|corner|pros|cons|pluses|minuses|strengths|points)$/i

/**
 * Whether a heading is a vehicle's name and no more than a word for what is told ("2026 Honda Accord Sport", "The case for the
 * Accord", "Accord highlights"): then the words below it are about
 * that vehicle. A heading that says more ("Why the Accord stands out") names no owner of what follows.
 * @param claims those of the heading, in order
 */
export function isNameHeading(text: string, from: number, to: number, claims: readonly Claim[]): boolean {
  if (!claims.some((claim) => claim.kind === 'model' || claim.kind === 'trim' || claim.kind === 'identifier'))
    return false
  let rest = ''
  let at = from
  for (const claim of [...claims].sort((a, b) => a.start - b.start)) {
    if (!naming.has(claim.kind)) return false
    rest += ` ${text.slice(at, claim.start)}`
    at = claim.end
  }
  return (rest + text.slice(at, to))
    .split(/[^\p{L}\p{N}]+/u)
    .every((word) => word === '' || fillers.test(word))
}
