// A model as a phraser: it words the facts that the plan gives it, and what it returns is held against them by others.

import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { findPhraser, type PhraseContext, type Phraser, type SectionPlan } from '#writing/port.ts'
import { ModelError } from './failure.ts'
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

/** @returns a phraser that throws ModelError when no model and none of `otherwise` can write the section. */
export function modelPhraser(deps: ModelPhraserDeps): Phraser {
  return {
    name: 'model',
    languages: deps.languages,
    async phrase(section, context) {
      const own = findPhraser(context.language, deps.otherwise)
      if (own && section.kind === 'ask') return await own.phrase(section, context)
      try {
        return await phrase(deps, section, context)
      } catch (error) {
        if (!(error instanceof ModelError) || !own) throw error
        deps.log.warn({ err: error, section: section.kind, phraser: own.name }, 'a section without a model')
        return await own.phrase(section, context)
      }
    },
  }
}

async function phrase(deps: ModelPhraserDeps, section: SectionPlan, context: PhraseContext): Promise<string> {
  const { models, clock } = deps
  const common = {
    site: siteOf(context),
    schema: PhrasedSection,
    maxTokens: Math.max(tokensMin, section.targetWords * tokensPerWord),
    deadline: new Date(clock.now().getTime() + sectionMs),
  }
  const first = await models.generate({
    ...common,
    ...sectionTask(section, context),
    task: 'phrase-section',
  })
  const before = markdownOf(first.object)
  const findings = (await deps.findings?.(before, section, context)) ?? []
  const left = callsMax - first.calls
  if (findings.length === 0 || left === 0) return before
  const second = await models
    .generate({
      ...common,
      ...sectionTask(section, context, { before, findings }),
      task: 'rewrite-section',
      callsMax: left,
    })
    .catch((error) => {
      if (error instanceof ModelError) return undefined
      throw error
    })
  return second ? markdownOf(second.object) : before
}

/** Whose article it is, as its facts tell: each has the dealership's own among them. */
function siteOf({ facts, seed }: PhraseContext): string {
  return facts.find(({ subject }) => subject.startsWith('site:'))?.subject ?? seed
}
