// On which side of its values each name of a sentence stands, where marks part them: "RAV4: 5 seats, CX-5: 5 seats", "8-speed
// automatic → RAV4".

import type { Mention, Unit } from '../find/mentions.ts'
import type { Naming } from './namings.ts'

/** Where names stand by the marks that part them from their values. */
export type Layout = 'names first' | 'values first' | undefined

/** Names of a sentence that a layout is looked for, at most. */
const layoutMax = 16

const markBehind = /^[*_)”"]{0,3}\s?(?:[:=→–—]|->? )/
const markBefore = /(?:[:=→–—]|\s->?)\s?[*_(“"]{0,3}(?:the |our |an? )?$/i

/** "RAV4: 5 seats, CX-5: 5 seats", "8-speed automatic → RAV4; 6-speed automatic → CX-5": every name has a mark on one side. */
export function layoutOf(
  { text, tokens }: Unit,
  names: readonly Naming[],
  mentions: readonly Mention[],
): Layout {
  if (names.length < 2 || names.length > layoutMax) return undefined
  const isName = (mention: Mention): boolean =>
    names.some(({ from, to }) => mention.from >= from && mention.to <= to)
  const value = mentions.find((mention) => !isName(mention))
  const isFirst = names.every(({ from, to }) => {
    const { end } = tokens[to - 1]!
    // "(1) 27/35; (2) 46/41"
    const isNumbered = text[tokens[from]!.start - 1] === '(' && text[end] === ')'
    return isNumbered
      ? value !== undefined && value.from >= names[0]!.to
      : markBehind.test(text.slice(end, end + 6))
  })
  if (isFirst) return 'names first'
  const isLast = names.every(({ from }) => {
    const { start } = tokens[from]!
    return markBefore.test(text.slice(Math.max(0, start - 10), start))
  })
  return isLast && value && value.to <= names[0]!.from ? 'values first' : undefined
}
