// A model as a phraser: it words the facts that the plan gives it, and what it returns is held against them by others.

import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import {
  findPhraser,
  type PhraseContext,
  type Phraser,
  type PhraseWork,
  type SectionPlan,
  WriterWaits,
} from '#writing/port.ts'
import { BudgetReached, ModelError } from './failure.ts'
import { callsMax, type Models } from './generate.ts'
import { markdownOf, PhrasedSection, sectionTask } from './section-task.ts'

export type ModelPhraserDeps = {
  models: Models
  clock: Clock
  log: Log
  /** Names of the published list, such as "English". */
  languages: readonly string[]
  /** Who phrases a section when no model does, and the questions for staff, which need none. */
  otherwise: readonly Phraser[]
  /** What is wrong with a section, in words; none: it stands. It is asked once, and one rewrite follows. */
  findings?: (
    markdown: string,
    section: SectionPlan,
    context: PhraseContext,
  ) => Promise<readonly string[]> | readonly string[]
}

const sectionMs = 90_000
const tokensMin = 800
/** Of a word, with the JSON around it and in a language that takes many. */
const tokensPerWord = 6

/**
 * @returns a phraser that throws ModelError when no model and none of `otherwise` can write the section, and WriterWaits
 * when the site's budget is used up and it waits for the next, or nothing else can write.
 */
export function modelPhraser(deps: ModelPhraserDeps): Phraser {
  const calls = new WeakMap<SectionPlan, string>()
  return {
    name: 'model',
    languages: deps.languages,
    async phrase(section, context, work) {
      const own = findPhraser(context.language, deps.otherwise)
      calls.delete(section)
      if (own && section.kind === 'ask') return await own.phrase(section, context, work)
      try {
        const { markdown, callId } = await phrase(deps, section, context, work)
        calls.set(section, callId)
        return markdown
      } catch (error) {
        if (error instanceof BudgetReached && !(own && error.fallsBack)) throw waits(error.until)
        if (!(error instanceof ModelError) || !own) throw error
        deps.log.warn({ err: error, section: section.kind, phraser: own.name }, 'a section without a model')
        return await own.phrase(section, context, work)
      }
    },
    async held(section, claims) {
      const callId = calls.get(section)
      if (callId !== undefined) await deps.models.tellHeld(callId, claims)
    },
  }
}

function waits(until: Date): WriterWaits {
  return new WriterWaits(
    until,
    `The budget for language models is used up for today; the writing goes on at ${until.toISOString()}.`,
  )
}

async function phrase(
  deps: ModelPhraserDeps,
  section: SectionPlan,
  context: PhraseContext,
  work: PhraseWork,
): Promise<{ markdown: string; callId: string }> {
  const { models, clock } = deps
  let characters = 0
  work.onText(0)
  const common = {
    site: work.siteId,
    work: { kind: 'content', id: work.contentId, part: section.key },
    schema: PhrasedSection,
    maxTokens: Math.max(tokensMin, section.targetWords * tokensPerWord),
    deadline: new Date(clock.now().getTime() + sectionMs),
    signal: work.signal,
    onText(delta: string) {
      characters += delta.length
      work.onText(characters)
    },
  }
  const first = await models.generate({
    ...common,
    ...sectionTask(section, context),
    task: 'phrase-section',
  })
  const before = { markdown: markdownOf(first.object), callId: first.callId }
  const findings = (await deps.findings?.(before.markdown, section, context)) ?? []
  const left = callsMax - first.calls
  if (findings.length === 0 || left === 0) return before
  const second = await models
    .generate({
      ...common,
      ...sectionTask(section, context, { before: before.markdown, findings }),
      task: 'rewrite-section',
      callsMax: left,
    })
    .catch((error) => {
      if (error instanceof ModelError) return undefined
      throw error
    })
  return second ? { markdown: markdownOf(second.object), callId: second.callId } : before
}
