// The condition whose vehicles a figure counts, by the words that lead to it: "used makes up 8", "the number of new ones is 20".

import type { Figure } from '../find/figures.ts'
import { conditionAt, conditionEndingAt } from './counted-things.ts'
import type { Context } from './targets.ts'

const countWords = /^(one|ones|vehicle|car|model|unit|is|of|number|the|example)$/

/** Where "the number of" leads to a figure. */
export function numberOf(c: Context, figure: Figure): number {
  for (let i = figure.from - 1; i > c.from && i > figure.from - 7; i--) {
    const { stem } = c.tokens[i]!
    if (stem === 'of' && /^(number|count|total)$/.test(c.tokens[i - 1]!.stem))
      return ofVehicle.test(c.tokens[i - 2]?.stem ?? '') ? -1 : i + 1
    if (!countWords.test(stem) && conditionAt(c.tokens, i) === undefined) return -1
  }
  return -1
}

const sumWords =
  /^(offer|get|shopper|buyer|customer|hunter|receive|enjoy|sit|hit|remain|stay|inventory|stock|supply|selection|a|counter|meter|page|tally|remaining|rest|balance|remainder|other|i've|we've|we|i|got|find|see|is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|cover|extend|belong|go|amount|up|to|at|for|one|ones|car|vehicle|unit|model|example|group|side|column|aisle|row|pile|half|share|part|section|the|there|now|currently|today|only|just|have|has|hold|show|list)$/
const sumHeads =
  /^(offer|get|receive|enjoy|sit|hit|remain|stay|hold|counter|tally|got|find|see|is|are|was|were|make|come|count|stand|number|total|account|run|sum|tally|reach|cover|extend|belong|go|amount|one|ones|side|column|aisle|row|pile|half|group|section)$/

/** "Used makes up 8, and CPO is 2", "used ones, 15", "the certified count stands at 2": the condition that is counted. */
export function conditionLed(c: Context, figure: Figure): string | undefined {
  if (figure.unit !== null) return undefined
  const isCommaFree = c.tokens[figure.from]!.gap !== 'comma'
  let summed = false
  for (let i = figure.from - 1; i >= Math.max(c.from, figure.from - 6); i--) {
    const { stem, gap } = c.tokens[i]!
    const named = conditionEndingAt(c.tokens, i, c.from)
    if (named) {
      const { condition, first } = named
      const before = c.tokens[first - 1]?.stem ?? ''
      // "of the used ones, three certified"
      const isWhole = /^(of|among|from)$/.test(c.tokens[first - 2]?.stem ?? '')
      if (isWhole && first - 2 >= c.from && before !== '') return undefined
      const isListed =
        i === figure.from - 1 && !isCommaFree && isEnded(c, figure.to) && c.tokens[first]!.gap !== 'join'
      if (isListed || (first === c.from && !isCommaFree && isEnded(c, figure.to))) return condition
      const isHead = first === c.from || c.tokens[first]!.gap !== 'join' || countedBy.test(before)
      return summed && isHead ? condition : undefined
    }
    summed ||= sumHeads.test(stem) && (isCommaFree || /^ones?$/.test(stem))
    if (!(sumWords.test(stem) || c.taken(i)) || gap === 'comma' || gap === 'break') return undefined
  }
  return undefined
}
/** "new, 20; used, 11" */
const isEnded = (c: Context, at: number): boolean => at >= c.to || c.tokens[at]!.gap === 'break'

const countedBy = /^(and|while|the|there|there's|with|our|but|of|are)$/

/** "The number of used ones is 14": of which condition. */
export function conditionBefore(c: Context, figure: Figure): string | undefined {
  const counted = c.tokens[figure.from - 1]?.stem === 'number' ? Math.max(c.from, figure.from - 4) : -1
  for (let i = Math.max(counted, numberOf(c, figure)); i >= 0 && i < figure.from; i++) {
    const condition = conditionAt(c.tokens, i)
    if (condition) return condition
  }
  return undefined
}

/** "Its doors number four", "a city number of 27": what a number is of that is no count of vehicles. */
const ofVehicle =
  /^(head|people|person|rider|passenger|seat|seating|mile|door|owner|keeper|ownership|speaker|cylinder|cyl|gear|trim|city|highway|hwy|combined|blended|mpg|range|odometer|mileage|horsepower|power|output|torque|space|room|volume|cargo)$/

const countLinking = /^(count|tally|number|total|stand|sit|is|was|are|be|at|of|come|run|now|to|reads|read)$/

/** "Owner count stands at two" */
export function isOfVehicle(c: Context, { from }: Figure): boolean {
  for (let i = from - 2; i >= Math.max(c.from, from - 5); i--) {
    const { stem } = c.tokens[i]!
    if (ofVehicle.test(stem)) return true
    if (!countLinking.test(stem)) return false
  }
  return false
}
