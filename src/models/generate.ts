// What a caller gets: an object that fits its schema, from the first model that gives one, within a deadline and within
// three calls in all; or a ModelError, and it does without.

import type { LanguageModel } from 'ai'
import type { Static, TSchema } from 'typebox'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { type CallEnd, callModel } from './call-model.ts'
import { climb } from './climb.ts'
import { CallFailure, ModelError, sumUsage, type Usage } from './failure.ts'
import { createLanes, type LaneLimits, type Lanes } from './lanes.ts'
import { openModel } from './open-model.ts'
import { type Correction, promptOf } from './prompt.ts'
import type { ModelSetting, ProviderName } from './providers.ts'
import { type Pace, systemPace, waitMs } from './wait.ts'

export type Task<T extends TSchema> = {
  /** What the log calls it, such as `phrase-section`. */
  task: string
  /** Whose work it is: it shares that site's lane. */
  site: string
  /** Ours alone: whatever strangers wrote belongs in `data`. */
  instructions: string
  /** A JSON value. */
  data: unknown
  /** Of an object, every member required and no other allowed: OpenAI's strict form takes nothing else. */
  schema: T
  /** Of an answer. */
  maxTokens: number
  deadline: Date
  /** At most and by default 3. */
  callsMax?: number
  /** Faults that the schema cannot say, in words that the model gets to read. */
  check?: (object: Static<T>) => string[]
  /** As text arrives, of every call; nothing of it is checked yet. It must not throw. */
  onText?: (delta: string) => void
  signal?: AbortSignal
}

export type Generated<T> = {
  object: T
  usage: Usage
  provider: ProviderName
  model: string
  /** Requests that were sent, whatever became of them. */
  calls: number
}

export type Models = {
  /** @throws ModelError when no model gave an object that fits in time; the reason of `signal` when that fired. */
  generate<T extends TSchema>(task: Task<T>): Promise<Generated<Static<T>>>
}

export type ModelsDeps = {
  /** In the order in which they are asked; at least one. */
  settings: readonly ModelSetting[]
  clock: Clock
  log: Log
  pace?: Pace
  limits: LaneLimits
}

export const callsMax = 3

type Model = {
  setting: ModelSetting
  breaker: Breaker
  language: LanguageModel | undefined
  /** Its server has refused a schema, and taken the same task without. */
  isSchemaRefused: boolean
}

type Parts = { clock: Clock; log: Log; pace: Pace; lanes: Lanes }

/** What one task has used up so far. */
type Spent = { calls: number; usage: Usage }

export function createModels(deps: ModelsDeps): Models {
  const { clock, log, pace = systemPace, limits } = deps
  const parts: Parts = { clock, log, pace, lanes: createLanes(limits) }
  const breakers = new Map<ProviderName, Breaker>()
  const models = deps.settings.map((setting): Model => {
    const breaker = breakers.get(setting.provider) ?? createBreaker(clock)
    breakers.set(setting.provider, breaker)
    return { setting, breaker, language: undefined, isSchemaRefused: false }
  })
  return { generate: (task) => generate(parts, models, task) }
}

async function generate<T extends TSchema>(
  parts: Parts,
  models: readonly Model[],
  task: Task<T>,
): Promise<Generated<Static<T>>> {
  const leftMs = task.deadline.getTime() - parts.clock.now().getTime()
  const deadline = AbortSignal.timeout(Math.max(0, leftMs))
  const signal = task.signal ? AbortSignal.any([deadline, task.signal]) : deadline
  const spent: Spent = { calls: 0, usage: { inputTokens: 0, outputTokens: 0, isEstimate: false } }
  const failures: string[] = []
  let failure = new CallFailure('deadline', 'the deadline has passed')
  for (const [i, model] of models.entries()) {
    const { provider, model: name } = model.setting
    try {
      const run = { task, model, spent, signal, isLast: i === models.length - 1 }
      const object = await askModel(parts, run)
      return { object, usage: spent.usage, provider, model: name, calls: spent.calls }
    } catch (error) {
      task.signal?.throwIfAborted()
      failure = deadline.aborted ? new CallFailure('deadline', 'did not answer in time') : asFailure(error)
      failures.push(`${provider}/${name} ${failure.message}`)
      if (deadline.aborted) break
    }
  }
  throw new ModelError(failure.kind, `No model has done ${task.task}: ${failures.join('; ')}.`, spent)
}

function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  throw error
}

type Run<T extends TSchema> = {
  task: Task<T>
  model: Model
  spent: Spent
  signal: AbortSignal
  isLast: boolean
}

async function askModel<T extends TSchema>(parts: Parts, run: Run<T>): Promise<Static<T>> {
  const { task, model, spent, signal, isLast } = run
  // Where there are several, one call is left for the next model.
  const all = Math.min(task.callsMax ?? callsMax, callsMax)
  const calls = isLast ? all : Math.max(1, all - 1)
  const climbed = await climb({
    schema: task.schema,
    check: task.check,
    isSchemaRefused: model.isSchemaRefused,
    isLast,
    mayCall: () => spent.calls < calls,
    call: (isHeld, correction) => callOnce(parts, run, isHeld, correction),
    async wait(failure, nth) {
      const now = parts.clock.now()
      const ms = waitMs(failure, nth, now, parts.pace.random)
      if (now.getTime() + ms >= task.deadline.getTime()) throw failure
      await parts.pace.sleep(ms, signal)
    },
  })
  model.isSchemaRefused = climbed.isSchemaRefused
  return climbed.object
}

async function callOnce<T extends TSchema>(
  { clock, log, lanes }: Parts,
  { task, model, spent, signal, isLast }: Run<T>,
  isHeld: boolean,
  correction: Correction | undefined,
): Promise<CallEnd> {
  const { provider, model: name } = model.setting
  return await lanes.run(task.site, provider, signal, async () => {
    model.language ??= await openModel(model.setting)
    if (!model.breaker.admit()) throw new CallFailure('resting', 'rests after many failures in a row')
    spent.calls += 1
    const from = clock.now().getTime()
    const leftMs = Math.max(0, task.deadline.getTime() - from)
    // The next model needs time too.
    const ends = isLast ? signal : AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(leftMs / 2))])
    const end = await callModel(model.language, promptOf(task, isHeld, correction), ends, (delta) =>
      task.onText?.(delta),
    )
    spent.usage = sumUsage(spent.usage, end.usage)
    tellBreaker(model.breaker, end, task.signal?.aborted === true)
    const { usage, failure } = end
    const form = isHeld ? 'schema' : 'prompt'
    const ms = clock.now().getTime() - from
    log.info(
      {
        ...{ task: task.task, provider, model: name, form, corrects: correction !== undefined, ms, usage },
        ...(failure ? { failure: failure.message } : {}),
      },
      'model call',
    )
    return end
  })
}

/** Only what says something of the provider's health: a wrong key does not, nor does a caller that went away. */
function tellBreaker(breaker: Breaker, { failure }: CallEnd, isCallerGone: boolean): void {
  if (isCallerGone) breaker.ended()
  else if (!failure) breaker.succeeded()
  else if (failure.kind === 'unavailable') breaker.failed()
  else breaker.ended()
}
