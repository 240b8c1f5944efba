// How far a run is: on its row at each stage, in events at most once a second.

import { type Db, type Tx, withTx } from '#db/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { insertEvents } from '#webhooks/index.ts'
import { type Stage, stageMessages } from './content.ts'
import { type Run, updateProgress } from './run-store.ts'

export type Progress = {
  stage: Stage
  percent: number
  /** In place of what the stage says. */
  message?: string
  /** Told by an event in any case. */
  isNews?: boolean
}

type Deps = { db: Db; clock: Clock }

export const toldEveryMs = 1000

export async function progress(deps: Deps, run: Run, at: Progress): Promise<boolean> {
  const now = deps.clock.now()
  return await withTx(deps.db, (tx) => moveTo(tx, run, at, now))
}

/** @returns false when the run is no longer the content's. */
export async function moveTo(tx: Tx, run: Run, at: Progress, now: Date): Promise<boolean> {
  const told = at.isNews === true || (isDue(run, now) && at.percent > run.percent)
  const message = at.message ?? null
  if (!(await updateProgress(tx, run, { ...at, message, toldAt: told ? now : run.toldAt, now }))) return false
  if (told) await tell(tx, run, at, now)
  run.percent = at.percent
  return true
}

export function isDue(run: Run, now: Date): boolean {
  return run.toldAt === null || now.getTime() - run.toldAt.getTime() >= toldEveryMs
}

export async function tell(tx: Tx, run: Run, at: Progress, now: Date): Promise<void> {
  run.toldAt = now
  const data = {
    article_id: run.contentId,
    article_type: run.articleType,
    component_type: 'body',
    stage: at.stage,
    message: at.message ?? stageMessages[at.stage],
    progress_percent: at.percent,
  }
  await insertEvents(tx, [{ siteId: run.siteId, type: 'content.progress', data }], now)
}
