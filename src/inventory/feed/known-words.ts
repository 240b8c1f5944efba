// The set words of feeds (words/*.json: what we write → what feeds write), looked up without regard to case, spaces and signs.
import { compactKey } from './compact-key.ts'
import bodyStyles from './words/body-styles.json' with { type: 'json' }
import conditions from './words/conditions.json' with { type: 'json' }
import drivetrains from './words/drivetrains.json' with { type: 'json' }
import empty from './words/empty.json' with { type: 'json' }
import flags from './words/flags.json' with { type: 'json' }
import fuels from './words/fuels.json' with { type: 'json' }
import statuses from './words/statuses.json' with { type: 'json' }
import transmissions from './words/transmissions.json' with { type: 'json' }

function lookup<Word extends string>(table: Record<Word, string[]>): (text: string) => Word | undefined {
  const byKey = new Map<string, Word>()
  let charsMax = 0
  for (const [word, spellings] of Object.entries(table) as [Word, string[]][])
    for (const spelling of spellings) {
      byKey.set(compactKey(spelling), word)
      charsMax = Math.max(charsMax, spelling.length * 2)
    }
  return (text) => (text.length > charsMax ? undefined : byKey.get(compactKey(text)))
}

/** new, used or certified. */
export const findCondition = lookup(conditions)
/** yes or no. */
export const findFlag = lookup(flags)
/** sold, for every word that takes a vehicle off the lot. */
export const findStatus = lookup(statuses)
export const findDrivetrain = lookup(drivetrains)
export const findFuel = lookup(fuels)
export const findTransmission = lookup(transmissions)
const findBody = lookup(bodyStyles)
const findEmpty = lookup(empty)

/** Doors told with the body: "4dr SUV", "SUV 4D", "2 Door Coupe". */
const doorWords = /\b\d\s*-?\s*d(?:oo)?r?s?\b\.?/i

export function findBodyStyle(text: string): string | undefined {
  return findBody(text) ?? findBody(text.replace(doorWords, ''))
}

/** Whether a cell says nothing: "", "-", "N/A", "null", "#REF!". */
export function saysNothing(text: string): boolean {
  return findEmpty(text) === 'nothing'
}

/** Whether a price cell asks to call instead. */
export function asksToCall(text: string): boolean {
  return findEmpty(text) === 'call'
}
