// What must hold at the end, each as a line, and whether all do.

import { median } from '../bench/load.ts'
import type { Books } from './caller.ts'
import type { Life } from './watch.ts'

/** Live memory is written down so often in a run; one value of a busy process is up to 5 % off. */
export const liveSamples = 30

/** With the live memory in MB, `liveSamples` times a run. */
type Lived = Life & { live: readonly number[] }

export type Found = {
  books: Books
  lives: readonly Lived[]
  runMs: number
  generating: number
  dead: number
  ungrounded: number
  delivered: { wanted: number; missing: string[] }
  wronglySigned: number
  badEnds: string[]
}

const growthMax = 1.1
const liveGrowthMax = 1.05
/** A shorter run is all warming up. */
const judgedFromMs = 10 * 60_000

/** @returns whether all of it holds. */
export function judge(found: Found, say: (line: string) => void): boolean {
  const { books, delivered } = found
  const claims: [string, string[]][] = [
    [
      'only expected answers; 503 and no answer during the restart alone',
      books.faults
        .slice(0, 20)
        .concat(books.faults.length > 20 ? [`and ${books.faults.length - 20} more`] : []),
    ],
    ['nothing is left generating', found.generating === 0 ? [] : [`${found.generating} are`]],
    ['no dead letters', found.dead === 0 ? [] : [`${found.dead} wait`]],
    [
      'no text without the books of its claims',
      found.ungrounded === 0 ? [] : [`${found.ungrounded} have none`],
    ],
    [
      `every event delivered (${delivered.wanted})`,
      delivered.missing.length === 0
        ? []
        : [`${delivered.missing.length} are missing: ${delivered.missing.slice(0, 5).join(', ')}`],
    ],
    ['every delivery signed', found.wronglySigned === 0 ? [] : [`${found.wronglySigned} are not`]],
    ['every process ended by itself when asked', found.badEnds],
    ...memory(found),
  ]
  for (const [claim, faults] of claims) {
    say(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${claim}`)
    for (const fault of faults) say(`         ${fault}`)
  }
  return claims.every(([, faults]) => faults.length === 0)
}

/**
 * Of a process that lived for about half of the run at least: the median of its resident memory in its last sixth against that
 * in its second sixth, which in half an hour are five minutes each; and the same of what it keeps when all garbage is
 * collected.
 */
function memory({ lives, runMs }: Found): [string, string[]][] {
  const long = lives.filter((life) => spanMs(life) > runMs * 0.4)
  if (runMs < judgedFromMs) {
    return [
      [`memory: not judged in under ${judgedFromMs / 60_000} minutes (${long.map(sketch).join('; ')})`, []],
    ]
  }
  return long.map((life) => {
    const sixth = runMs / 6
    const lastMs = life.samples.at(-1)?.atMs ?? 0
    const before = between(life, life.bornMs + sixth, life.bornMs + 2 * sixth)
    const after = between(life, lastMs - sixth, lastMs)
    const ofSixth = liveSamples / 6
    const liveBefore = median(life.live.slice(ofSixth, 2 * ofSixth))
    const liveAfter = median(life.live.slice(Math.max(2 * ofSixth, life.live.length - ofSixth)))
    const faults = [
      ...grown('it', after / before, growthMax),
      ...grown('what it keeps', liveAfter / liveBefore, liveGrowthMax),
    ]
    const [was, is, wasLive, isLive] = [before, after, liveBefore, liveAfter].map((mb) => Math.round(mb))
    return [
      `memory of ${life.name} is flat: ${was} MB, then ${is} MB; without garbage ${wasLive} MB, then ${isLive} MB`,
      faults,
    ]
  })
}

/** A ratio that cannot be told is a fault too. */
function grown(what: string, ratio: number, max: number): string[] {
  return ratio < max ? [] : [`${what} grew by ${Math.round((ratio - 1) * 100)} %`]
}

function spanMs({ bornMs, samples }: Life): number {
  return (samples.at(-1)?.atMs ?? bornMs) - bornMs
}

function between({ samples }: Life, fromMs: number, toMs: number): number {
  return median(samples.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).map(({ mb }) => mb))
}

function sketch({ name, samples }: Life): string {
  return `${name} ${Math.round(samples.at(-1)?.mb ?? 0)} MB`
}
