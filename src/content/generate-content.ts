// The job that writes: plan → phrase and verify section by section → assemble → verify the whole.
// Each finished stage is a committed row together with its progress; a successor of a killed worker
// reads them and goes on behind. Nothing that the ledger does not carry is published: what the
// verifier does not find supported is cut. Then the dealership's own words are placed: they are no claim of ours.

import { setTimeout as pause } from 'node:timers/promises'
import { type Db, withTx } from '#db/index.ts'
import type { Claim, Held } from '#grounding/index.ts'
import { soldAmong } from '#inventory/index.ts'
import { handles, type JobHandler, JobSleeps } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import { hashFacts, lockLedger, recordText, statedFacts } from '#knowledge/index.ts'
import { insertEvents } from '#webhooks/index.ts'
import {
  type Article,
  assembleArticle,
  findPhraser,
  type Phraser,
  type PlacedBody,
  placeElements,
  WriterWaits,
} from '#writing/index.ts'
import { builtInWriter } from '#writing/port.ts'
import { isRequested } from './assignments/requested-facts.ts'
import type { Grounding, Writer } from './content.ts'
import { followSections } from './follow-sections.ts'
import { writersOf } from './grounding/writers.ts'
import type { IdeacloudCache } from './ideacloud-cache.ts'
import { type Brief, planRun } from './plan-run.ts'
import { isDue, moveTo, type Progress, progress, tell, toldEveryMs } from './progress.ts'
import {
  findRun,
  insertStage,
  listStages,
  type Run,
  updateFinished,
  updateRevived,
  updateRunFailed,
} from './run-store.ts'
import { generateJob } from './start-content.ts'
import { headed, holdToBrief, type Section, writeSection } from './write-section.ts'

export type GenerateDeps = { db: Db; clock: Clock; ideaclouds: IdeacloudCache; phrasers: readonly Phraser[] }

/** A run that waits looks again this often: who lets it go on may not see it yet, as it falls asleep. */
const lookEveryMs = 3600_000

export function generateHandler(deps: GenerateDeps): JobHandler {
  return handles(
    generateJob,
    async ({ contentId, run: runId }, { signal }) => {
      const run = await findRun(deps.db, contentId, runId)
      if (run) await generate(deps, run, signal)
    },
    {
      async exhausted({ contentId, run: runId }) {
        const run = await findRun(deps.db, contentId, runId)
        if (run) await fail(deps, run, givenUp(run))
      },
      revive: ({ contentId, run }) => updateRevived(deps.db, contentId, run, deps.clock.now()),
    },
  )
}

function givenUp({ language }: Run): string {
  return builtInWriter.languages.includes(language)
    ? 'The article could not be written. Generate it again.'
    : `No language model could write the article in ${language}. Generate it again later, or in English.`
}

async function generate(deps: GenerateDeps, run: Run, signal: AbortSignal): Promise<void> {
  const done = await listStages(deps.db, run.contentId, run.run)
  let brief = done.get('plan') as Brief | undefined
  if (!brief) {
    brief = await planRun(deps, run)
    if (!(await finishStage(deps, run, 'plan', brief, { stage: 'researching', percent: 15 }))) return
  }
  const sections = await writeSections(deps, run, brief, done, signal)
  if (!sections) return
  if (!(await progress(deps, run, { stage: 'verifying', percent: 80 }))) return
  const article = assembleArticle(headed(brief.plan, sections), sections)
  const body = holdToBrief(article.markdown, brief, run.language)
  if (body.text.trim() === '') {
    return await fail(
      deps,
      run,
      'The writer left nothing that the facts carry. Choose other questions, or add facts.',
    )
  }
  if (!(await progress(deps, run, { stage: 'assembling', percent: 90 }))) return
  const removed = [...sections.flatMap((section) => section.removed), ...body.removed]
  const { plan, elements } = brief
  const placed = placeElements(heldArticle(article, body), plan, elements, run.language)
  await finish(deps, run, brief, {
    title: article.title,
    markdown: placed.markdown,
    wordCount: placed.wordCount,
    supported: body.supported.map((claim) => moved(claim, placed)),
    removed,
    writers: writersOf(sections),
  })
}

/** What is left of the article, with its sections where they end now. */
function heldArticle(article: Article, { text, offsetOf }: Held): Article {
  const sections = article.sections.map(({ section, end }) => ({ section, end: offsetOf(end) }))
  return { ...article, markdown: text, sections }
}

function moved(claim: Claim, { offsetOf }: PlacedBody): Claim {
  const start = offsetOf(claim.start)
  return { ...claim, start, end: start + claim.end - claim.start }
}

/** Undefined when another run has replaced this one, or a successor writes on. */
async function writeSections(
  deps: GenerateDeps,
  run: Run,
  brief: Brief,
  done: Map<string, unknown>,
  signal: AbortSignal,
): Promise<Section[] | undefined> {
  const phraser = findPhraser(run.language, deps.phrasers)
  if (!phraser) throw new Error(`No writer for ${run.language} is configured any more.`)
  const planned = brief.plan.sections
  const follower = followSections(deps, run, planned.length)
  const sections: Section[] = []
  for (const [i, plan] of planned.entries()) {
    const stage = `section:${plan.key}`
    const known = done.get(stage) as Section | undefined
    if (known) {
      sections.push(known)
      continue
    }
    // The claim on the job is lost: a successor writes on.
    if (signal.aborted) return undefined
    const onText = follower.onTextOf(i + 1, plan.targetWords)
    const work = { siteId: run.siteId, contentId: run.contentId, signal, onText }
    const section = await writeSection(phraser, plan, brief, run.language, work)
      .finally(follower.caughtUp)
      .catch((error) => interrupted(deps, run, signal, error))
    if (!section) return undefined
    const percent = 20 + Math.round((50 * (i + 1)) / planned.length)
    if (!(await finishStage(deps, run, stage, section, { stage: 'writing', percent }))) return undefined
    sections.push(section)
  }
  return sections
}

/** @throws JobSleeps when the writer waits; what has failed. */
async function interrupted(
  deps: GenerateDeps,
  run: Run,
  signal: AbortSignal,
  error: unknown,
): Promise<undefined> {
  if (signal.aborted) return undefined
  if (!(error instanceof WriterWaits)) throw error
  const { percent } = run
  const { message, until } = error
  const isNews = run.message !== message
  // Told for certain, and not within a second of what was told before.
  if (isNews && !isDue(run, deps.clock.now())) await pause(toldEveryMs)
  if (!(await progress(deps, run, { stage: 'writing', percent, message, isNews }))) return undefined
  const nextLook = new Date(deps.clock.now().getTime() + lookEveryMs)
  throw new JobSleeps(until < nextLook ? until : nextLook)
}

type Written = {
  title: string
  markdown: string
  wordCount: number
  supported: Claim[]
  removed: Claim[]
  writers: Writer[]
}

async function finish(deps: GenerateDeps, run: Run, brief: Brief, written: Written): Promise<void> {
  const { supported, removed, writers, ...text } = written
  const used = new Set([...supported, ...removed].flatMap((claim) => claim.factIds))
  const grounding: Grounding = {
    supported,
    removed,
    facts: brief.facts.filter((fact) => used.has(fact.id)),
    writers,
  }
  const stated = statedFacts(
    supported,
    // What packs say changes with the program alone, and stands in no ledger.
    grounding.facts.filter((fact) => !isRequested(fact) && fact.source.kind !== 'pack'),
  )
  const factsHash = hashFacts(supported, grounding.facts)
  const now = deps.clock.now()
  await withTx(deps.db, async (tx) => {
    await lockLedger(tx, run.siteId)
    const { category } = brief
    const told = isDue(run, now)
    const finished = { ...run, toldAt: told ? now : run.toldAt }
    if (!(await updateFinished(tx, finished, { ...text, grounding, factsHash, category }, now))) return
    const subjects = [...new Set(stated.map(({ subject }) => subject))]
    const sold = await soldAmong(tx, run.siteId, subjects)
    await recordText(tx, { id: run.contentId, siteId: run.siteId, stated, sold, now })
    if (told) await tell(tx, run, { stage: 'finalizing', percent: 100 }, now)
    const data = { article_id: run.contentId, article_type: run.articleType }
    await insertEvents(tx, [{ siteId: run.siteId, type: 'content.completed', data }], now)
  })
}

async function fail(deps: GenerateDeps, run: Run, error: string): Promise<void> {
  const now = deps.clock.now()
  await withTx(deps.db, async (tx) => {
    if (!(await updateRunFailed(tx, run, error, now))) return
    const data = { article_id: run.contentId, article_type: run.articleType, error }
    await insertEvents(tx, [{ siteId: run.siteId, type: 'content.failed', data }], now)
  })
}

/** @returns false when the run is no longer the content's. */
async function finishStage(
  deps: GenerateDeps,
  run: Run,
  stage: string,
  output: unknown,
  at: Progress,
): Promise<boolean> {
  const now = deps.clock.now()
  return await withTx(deps.db, async (tx) => {
    if (!(await moveTo(tx, run, at, now))) return false
    await insertStage(tx, { contentId: run.contentId, run: run.run, stage, output, now })
    return true
  })
}
