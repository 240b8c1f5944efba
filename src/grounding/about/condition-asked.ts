// The condition whose vehicles a question asks for: "And pre-owned?", "How many CR-Vs are new?".

import { isNameStart } from '../find/names.ts'
import { conditionAt } from './counted-things.ts'
import type { Context } from './targets.ts'

/** Words of a question that asks for nothing else, at most. */
const askedMax = 12

const askingWords =
  /^(prefer|want|need|looking|carry|sell|offer|keep|lot|on|for|like|after|interested|shopping|buying|is|isn't|aren't|me|show|share|portion|part|percentage|number|count|much|made|with|model|available|come|have|has|got|do|does|doe|you|in|stock|here|our|your|now|left|and|any|that|the|of|those|these|them|one|ones|how|about|what|are|many|car|vehicle|pre|also|there|a|few)$/

/** "And pre-owned?", "Any used?": the condition that a question asks for and nothing else. */
export function askedCondition({ asked }: Context): string | undefined {
  if (asked.length === 0 || asked.length > askedMax) return undefined
  const conditions = new Set(asked.flatMap((_, i) => conditionAt(asked, i) ?? []))
  const isAlone = asked.every(
    ({ stem, raw, value, gap }, i) =>
      conditionAt(asked, i) !== undefined ||
      askingWords.test(stem) ||
      isNameStart(asked, i, asked.length) ||
      // "How many CR-Vs are new?", "How many 2500s", "the 330i"
      (i > 0 && gap === 'dash' && isNameStart(asked, i - 1, asked.length)) ||
      /^\d{3,4}[a-z]+$/.test(raw) ||
      stem === 'owned' ||
      (i === 0 && !Number.isNaN(value)),
  )
  if (!isAlone) return undefined
  return conditions.has('certified') ? 'certified' : conditions.size === 1 ? [...conditions][0] : undefined
}
