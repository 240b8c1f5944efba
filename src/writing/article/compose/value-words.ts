import { findTerm, type TermKind } from '../../description/vehicle-terms.ts'
import { lowerCommonWords, lowerPlainColor } from '../../phrase/index.ts'

const terms: Readonly<Record<string, TermKind>> = {
  drivetrain: 'drivetrain',
  transmission: 'transmission',
  fuel_type: 'fuel',
  body_style: 'body',
}
const names = new Set(['trim', 'model', 'engine', 'plant_country', 'plant_city'])

/** How a value of this attribute reads inside a sentence: plain terms for the trade's, names as they are. */
export function wordsFor(attribute: string): (text: string) => string {
  const kind = terms[attribute]
  if (kind) return (text) => findTerm(kind, text)?.wordings[0] ?? lowerPlainName(text)
  if (attribute.endsWith('_color')) return lowerPlainColor
  return names.has(attribute) ? (text) => text : lowerPlainName
}

/** "Heated Front Seats" is said in lower case; what holds a name ("Android Auto") stays as it is. */
function lowerPlainName(text: string): string {
  const lowered = lowerCommonWords(text)
  const hasName = lowered
    .split(/[\s/]+/)
    .some((word) => /\p{Lu}/u.test(word) && !/^[\p{Lu}\p{N}-]{2,}$/u.test(word))
  return hasName ? text : lowered
}
