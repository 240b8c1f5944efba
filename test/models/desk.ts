import type { Clock } from '#kernel/clock.ts'
import { Hidden } from '#kernel/hidden.ts'
import type { Log } from '#kernel/log.ts'
import { createModels, type ModelSetting, type Models, type ProviderName } from '#models/index.ts'
import { PhrasedSection } from '../../src/models/section-task.ts'
import { type FakeModel, startFakeModel } from '../harness/fake-model/server.ts'
import { type PaperSpending, paperSpending } from './paper-spending.ts'

export const secretKey = 'sk-test-4f9a77c0ffee'

export type Desk = {
  fake: FakeModel
  models: Models
  log: Log
  spending: PaperSpending
  /** What was waited, instead of waiting. */
  waits: number[]
  /** Every line of the log, as JSON. */
  lines: string[]
  clock: { now(): Date; forward(ms: number): void }
}

export type DeskOptions = {
  /** `provider/model`; all of them are the one fake server, unless `at` says else. */
  models?: string[]
  at?: Partial<Record<ProviderName, string>>
  limits?: { perProvider: number; perSite: number }
}

/** Models on a fake server, with a clock that only the test moves, and no chance. */
export async function openDesk(options: DeskOptions = {}): Promise<Desk> {
  const fake = await startFakeModel()
  const waits: number[] = []
  const lines: string[] = []
  let nowMs = Date.parse('2026-11-29T12:00:00Z')
  const write = (fields: object, message: string) => void lines.push(JSON.stringify({ ...fields, message }))
  const log: Log = { debug: write, info: write, warn: write, error: write }
  const clock = {
    now: () => new Date(nowMs),
    forward(ms: number) {
      nowMs += ms
    },
  }
  const settings = (options.models ?? ['ollama/qwen3']).map((one): ModelSetting => {
    const [provider, model] = one.split('/') as [ProviderName, string]
    return {
      provider,
      model,
      baseUrl: options.at?.[provider] ?? `${fake.url}/v1`,
      key: new Hidden(secretKey),
    }
  })
  const spending = paperSpending()
  const models = createModels({
    settings,
    spending,
    clock,
    log,
    pace: { random: () => 0, sleep: async (ms) => void waits.push(ms) },
    limits: options.limits ?? { perProvider: 8, perSite: 2 },
  })
  return { fake, models, spending, log, waits, lines, clock }
}

export const redCar = { facts: [{ id: 'F1', what: 'exterior color', said: 'Radiant Red', unit: null }] }

type More = {
  data?: unknown
  site?: string
  forMs?: number
  callsMax?: number
  onText?: (delta: string) => void
  signal?: AbortSignal
}

/** Asks for a section on `redCar`. */
export function ask(
  { models, clock }: { models: Models; clock: Clock },
  { forMs = 20_000, ...more }: More = {},
) {
  return models.generate({
    task: 'phrase-section',
    site: 'site:a',
    work: { kind: 'content', id: 'content:a', part: 'lead' },
    instructions: 'Word the facts.',
    data: redCar,
    schema: PhrasedSection,
    maxTokens: 500,
    deadline: new Date(clock.now().getTime() + forMs),
    ...more,
  })
}

export const sentence = 'The exterior color is Radiant Red.'

export function textOf({ object }: { object: PhrasedSection }): string {
  return object.paragraphs.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' ')
}
