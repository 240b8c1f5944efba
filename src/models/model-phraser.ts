// A model as a phraser: it words the facts that the plan gives it, and what it returns is held against them by others.

import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import {
  findPhraser,
  type PhraseContext,
  type Phrased,
  type Phraser,
  type PhraseWork,
  type SectionPlan,
  WriterWaits,
} from '#writing/port.ts'
import { BudgetReached, ModelError } from './failure.ts'
import { callsMax, type Generated, type Models } from './generate.ts'
import { HeadedSection, markdownOf, PhrasedSection, sectionTask } from './section-task.ts'

/** What a section's text comes to against the facts. */
export type Judgement = {
  /** Claims that stand in what is left when the others are cut. */
  supported: number
  removed: number
  /** What is wrong with it, in words; none: it stands. */
  findings: readonly string[]
}

export type Judge = (
  markdown: string,
  section: SectionPlan,
  context: PhraseContext,
) => Promise<Judgement> | Judgement

export type ModelPhraserDeps = {
  models: Models
  clock: Clock
  log: Log
  /** Names of the published list, such as "English". */
  languages: readonly string[]
  /** Who phrases a section when no model does, and the questions for staff, which need none. */
  otherwise: readonly Phraser[]
  /** With findings one rewrite follows, and of the two the better one is taken. Absent: nothing is asked. */
  judge?: Judge
}

const sectionMs = 90_000
const tokensMin = 800
/** Of a word, with the JSON around it and in a language that takes many. */
const tokensPerWord = 6

/**
/**
 * @returns a phraser that throws ModelError when no model answers and none of `otherwise` writes the language, and
 * WriterWaits when the site's budget is used up and it waits for the next, or nothing else can write. Where models
 * answer and nothing of it can be used, the section is empty.
 */
export function modelPhraser(deps: ModelPhraserDeps): Phraser<Phrased> {
  return {
    name: 'model',
    languages: deps.languages,
    async phrase(section, context, work) {
      const own = findPhraser(context.language, deps.otherwise)
      if (own && section.kind === 'ask') return await phraseWithout(own, section, context, work)
      try {
        return await phrase(deps, section, context, { ...work, isLast: own === undefined })
      } catch (error) {
        if (error instanceof BudgetReached && !(own && error.fallsBack)) throw waits(error.until)
        if (!(error instanceof ModelError)) throw error
        if (!own) return leftOut(deps, section, error)
        deps.log.warn({ err: error, section: section.kind, phraser: own.name }, 'a section without a model')
        return await phraseWithout(own, section, context, work)
      }
    },
  }
}

async function phraseWithout(
  own: Phraser,
  section: SectionPlan,
  context: PhraseContext,
  work: PhraseWork,
): Promise<Phrased> {
  const words = await own.phrase(section, context, work)
  return typeof words === 'string' ? { markdown: words, by: own.name, discarded: [] } : words
}

function waits(until: Date): WriterWaits {
  return new WriterWaits(
    until,
    `The budget for language models is used up for today; the writing goes on at ${until.toISOString()}.`,
  )
}

/** Asking again would bring the same: an order in the feed that the model obeys must not stop the whole article. */
function leftOut({ log }: ModelPhraserDeps, section: SectionPlan, error: ModelError): Phrased {
  if (error.kind !== 'unusable') throw error
  log.warn({ err: error, section: section.kind }, 'a section left out')
  return { markdown: '', by: 'model', discarded: [] }
}

type Version = {
  markdown: string
  heading: string | undefined
  by: string
  judgement: Judgement | undefined
}

async function phrase(
  deps: ModelPhraserDeps,
  section: SectionPlan,
  context: PhraseContext,
  work: PhraseWork & { isLast: boolean },
): Promise<Phrased> {
  const { models, clock } = deps
  const { isLast } = work
  const isHeaded = isLast && section.heading !== null
  let characters = 0
  work.onText(0)
  const common = {
    site: work.siteId,
    work: { kind: 'content', id: work.contentId, part: section.key },
    schema: isHeaded ? HeadedSection : PhrasedSection,
    maxTokens: Math.max(tokensMin, section.targetWords * tokensPerWord),
    deadline: new Date(clock.now().getTime() + sectionMs),
    signal: work.signal,
    onText(delta: string) {
      characters += delta.length
      work.onText(characters)
    },
  }
  const judged = (generated: Generated<PhrasedSection>, task: string) =>
    judge(deps, generated, { section, context, isHeaded, task })
  const asked = await models.generate({
    ...common,
    ...sectionTask(section, context, { isLast }),
    task: 'phrase-section',
  })
  const first = await judged(asked, 'phrase-section')
  const findings = first.judgement?.findings ?? []
  const left = callsMax - asked.calls
  if (findings.length === 0 || left === 0) return phrasedOf(first)
  const rewritten = await models
    .generate({
      ...common,
      ...sectionTask(section, context, { rewrite: { before: first.markdown, findings }, isLast }),
      task: 'rewrite-section',
      callsMax: left,
    })
    .catch((error) => {
      if (error instanceof ModelError) return undefined
      throw error
    })
  if (!rewritten) return phrasedOf(first)
  const second = await judged(rewritten, 'rewrite-section')
  return isBetter(second, first) ? phrasedOf(second, first) : phrasedOf(first, second)
}

/** What the model gave, held against the facts, and both told to who reads the log and the bill. */
async function judge(
  deps: ModelPhraserDeps,
  { object, provider, model, callId }: Generated<PhrasedSection>,
  of: { section: SectionPlan; context: PhraseContext; isHeaded: boolean; task: string },
): Promise<Version> {
  const markdown = markdownOf(object)
  const heading = of.isHeaded ? object.heading?.trim() : undefined
  const whole = heading === undefined ? markdown : `## ${heading}\n\n${markdown}`
  const judgement = await deps.judge?.(whole, of.section, of.context)
  if (judgement) {
    const { supported, removed } = judgement
    deps.log.info(
      { task: of.task, provider, model, claims: supported + removed, removed },
      'claims of a model',
    )
    await deps.models.tellHeld(callId, { held: supported, cut: removed })
  }
  return { markdown, heading, by: `${provider}/${model}`, judgement }
}

/** More of it stands; where equally much does, less of it is cut. */
function isBetter({ judgement: one }: Version, { judgement: other }: Version): boolean {
  if (!one || !other) return true
  return one.supported === other.supported ? one.removed <= other.removed : one.supported > other.supported
}

function phrasedOf({ markdown, heading, by }: Version, ...discarded: Version[]): Phrased {
  return {
    markdown,
    ...(heading === undefined ? {} : { heading }),
    by,
    discarded: discarded.flatMap(({ by, judgement }) =>
      judgement ? [{ by, claims: judgement.supported + judgement.removed, removed: judgement.removed }] : [],
    ),
  }
}
