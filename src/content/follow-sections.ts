import type { Db } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { progress, toldEveryMs } from './progress.ts'
import type { Run } from './run-store.ts'

export type Follower = {
  /** @param nth from 1. @returns what a phraser calls while it words that section. */
  onTextOf(nth: number, targetWords: number): (characters: number) => void
  /** When the last of its moves is committed; whoever moves the run otherwise waits for that. */
  caughtUp(): Promise<unknown>
}

/** With what a model wraps around them. */
const charactersPerWord = 9
/** A section that is not verified is not done. */
const shareMax = 0.9

/** Moves the run as a section is begun and, at most once a second, while it is being worded: a model can take a minute. */
export function followSections(deps: { db: Db; clock: Clock }, run: Run, sections: number): Follower {
  let moving: Promise<unknown> | undefined
  let movedAtMs = Number.NEGATIVE_INFINITY
  return {
    onTextOf: (nth, targetWords) => (characters) => {
      const nowMs = deps.clock.now().getTime()
      const isBeginning = characters === 0
      if (moving || (!isBeginning && nowMs - movedAtMs < toldEveryMs)) return
      movedAtMs = nowMs
      const share = Math.min(shareMax, characters / (Math.max(1, targetWords) * charactersPerWord))
      // A successor begins the section anew, and nobody is told that less is done.
      const percent = Math.max(run.percent, writingPercent(nth - 1 + share, sections))
      const message = `Writing section ${nth} of ${sections}`
      moving = progress(deps, run, { stage: 'writing', percent, message })
        // It tells how far the work is, and is not the work: where it fails, so will that.
        .catch(() => {})
        .finally(() => {
          moving = undefined
        })
    },
    caughtUp: async () => await moving,
  }
}

/** @param done sections, and a share of one. */
function writingPercent(done: number, sections: number): number {
  return 20 + Math.floor((50 * done) / sections)
}
