// The language models of a process: made once, and given to the works that the operator has named.

import { generateJob, judgeSection, publishedLanguages } from '#content/index.ts'
import type { Places } from '#jobs/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import type { Models, Spending } from '#models/port.ts'
import { builtInWriter, type Phraser } from '#writing/port.ts'
import type { Config } from './config.ts'
import type { ModelWork } from './model-settings.ts'

/** For each work the models that do it; what is missing is done without. */
export type ModelsByWork = Partial<Record<ModelWork, Models>>

/** Made once: its lanes and breakers are of the process. */
export async function openModels(deps: {
  config: Pick<Config, 'models' | 'modelCalls' | 'modelFor'>
  spending: Spending
  clock: Clock
  log: Log
}): Promise<ModelsByWork> {
  const { models: settings, modelCalls, modelFor } = deps.config
  if (settings.length === 0) return {}
  const { createModels } = await import('#models/index.ts')
  const limits = { perProvider: modelCalls, perSite: shareOf(modelCalls) }
  const models = createModels({ ...deps, settings, limits })
  return Object.fromEntries(modelFor.map((work) => [work, models]))
}

/**
 * A configured model comes first; where it fails the built-in writer phrases English. The other published languages are
 * the model's alone.
 */
export async function createPhrasers(deps: {
  models: Models | undefined
  clock: Clock
  log: Log
}): Promise<Phraser[]> {
  const { models } = deps
  if (!models) return [builtInWriter]
  const { modelPhraser } = await import('#models/index.ts')
  const words = { languages: publishedLanguages, otherwise: [builtInWriter], judge: judgeSection }
  return [modelPhraser({ ...deps, ...words, models }), builtInWriter]
}

/** What one site may have of what a process does at once, so that others have room. */
function shareOf(atOnce: number): number {
  return Math.ceil(atOnce / 4)
}

/** An article that a model words waits for it most of its time, so as many are written at once as calls may be made. */
export function placesOf({ models, modelCalls, modelFor }: Config): ReadonlyMap<string, Places> {
  const isModelled =
    models.length > 0 && modelFor.includes('articles') && modelCalls > generateJob.concurrency
  return new Map(
    isModelled ? [[generateJob.name, { concurrency: modelCalls, perSiteMax: shareOf(modelCalls) }]] : [],
  )
}
