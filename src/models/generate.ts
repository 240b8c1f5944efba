// What a caller gets: an object that fits its schema, one that the site has bought before or else from the first model
// that gives one, within a deadline, within three calls in all and within the site's budget; or a ModelError, and it
// does without.

import type { LanguageModel } from 'ai'
import type { Static, TSchema } from 'typebox'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { type CallEnd, callModel, mostOf } from './call-model.ts'
import { climb, type EndedCall } from './climb.ts'
import { CallFailure, ModelError, sumUsage, type Usage } from './failure.ts'
import { createLanes, type LaneLimits, type Lanes } from './lanes.ts'
import { openModel } from './open-model.ts'
import { type Correction, promptOf } from './prompt.ts'
import { type ModelSetting, nameOf, type ProviderName } from './providers.ts'
import { readAnswer } from './read-answer.ts'
import type { Work } from './spending/call-store.ts'
import { type Account, hashOf, type Spending } from './spending/spending.ts'
import { type Pace, systemPace, waitMs } from './wait.ts'

export type Task<T extends TSchema> = {
  /** What the log calls it, such as `phrase-section`. */
  task: string
  /** The id of the site whose work it is: its lane, its budget, its answers. */
  site: string
  /** What it is for; the call is counted with it. */
  work: Work
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
  /** Of the call that gave it, which may be one of before. */
  callId: string
  usage: Usage
  provider: ProviderName
  model: string
  /** Requests that were sent, whatever became of them. */
  calls: number
}

export type Models = {
  /**
   * @throws ModelError when no model gave an object that fits in time; BudgetReached, which is one, when none may be
   * asked today; the reason of `signal` when that fired.
   */
  generate<T extends TSchema>(task: Task<T>): Promise<Generated<Static<T>>>
  /** What became of the claims in the text that the call's answer was made into. */
  tellHeld(callId: string, claims: { held: number; cut: number }): Promise<void>
}

export type ModelsDeps = {
  /** In the order in which they are asked; at least one. */
  settings: readonly ModelSetting[]
  spending: Spending
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

type Parts = { clock: Clock; log: Log; pace: Pace; lanes: Lanes; spending: Spending }

/** What one task has used up so far. */
type Spent = { calls: number; usage: Usage }

const noUsage: Usage = { inputTokens: 0, outputTokens: 0, isEstimate: false }

export function createModels(deps: ModelsDeps): Models {
  const { clock, log, spending, pace = systemPace, limits } = deps
  const parts: Parts = { clock, log, pace, spending, lanes: createLanes(limits) }
  const breakers = new Map<ProviderName, Breaker>()
  const models = deps.settings.map((setting): Model => {
    const breaker = breakers.get(setting.provider) ?? createBreaker(clock)
    breakers.set(setting.provider, breaker)
    return { setting, breaker, language: undefined, isSchemaRefused: false }
  })
  return { generate: (task) => generate(parts, models, task), tellHeld: spending.tellHeld }
}

async function generate<T extends TSchema>(
  parts: Parts,
  all: readonly Model[],
  task: Task<T>,
): Promise<Generated<Static<T>>> {
  const account = await parts.spending.accountOf(task.site)
  const models = chosen(all, account.models)
  const bought = await findBought(account, models, task)
  if (bought) return bought
  const leftMs = task.deadline.getTime() - parts.clock.now().getTime()
  const deadline = AbortSignal.timeout(Math.max(0, leftMs))
  const signal = task.signal ? AbortSignal.any([deadline, task.signal]) : deadline
  const spent: Spent = { calls: 0, usage: noUsage }
  const failures: string[] = []
  let failure = new CallFailure('not-allowed', 'the site has chosen none')
  for (const [i, model] of models.entries()) {
    const { provider, model: name } = model.setting
    try {
      const run = { task, account, model, spent, signal, isLast: i === models.length - 1 }
      const given = await askModel(parts, run)
      return { ...given, usage: spent.usage, provider, model: name, calls: spent.calls }
    } catch (error) {
      task.signal?.throwIfAborted()
      failure = deadline.aborted ? new CallFailure('deadline', 'did not answer in time') : asFailure(error)
      failures.push(`${provider}/${name} ${failure.message}`)
      if (deadline.aborted) break
    }
  }
  const why = failures.length > 0 ? failures.join('; ') : failure.message
  throw new ModelError(failure.kind, `No model has done ${task.task}: ${why}.`, spent)
}

/** What the site wants of what the operator allows, in the site's order. */
function chosen(models: readonly Model[], wanted: readonly string[] | null): Model[] {
  if (wanted === null) return [...models]
  return wanted.flatMap((name) => models.find(({ setting }) => nameOf(setting) === name) ?? [])
}

/** An answer of before to the same task, of the first model that gave one. */
async function findBought<T extends TSchema>(
  account: Account,
  models: readonly Model[],
  task: Task<T>,
): Promise<Generated<Static<T>> | undefined> {
  const bought = await account.findBought(models.map(({ setting }) => hashOf({ ...task, ...setting })))
  if (!bought) return undefined
  const read = readAnswer(JSON.stringify(bought.answer), task.schema, task.check)
  if (!('object' in read)) return undefined
  const { provider, model } = models
    .map(({ setting }) => setting)
    .find((setting) => setting.provider === bought.provider && setting.model === bought.model)!
  return { object: read.object, callId: bought.id, usage: noUsage, provider, model, calls: 0 }
}

/** What ends one model's turn; all else ends the task. */
function asFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error
  throw error
}

type Run<T extends TSchema> = {
  task: Task<T>
  account: Account
  model: Model
  spent: Spent
  signal: AbortSignal
  isLast: boolean
}

async function askModel<T extends TSchema>(
  parts: Parts,
  run: Run<T>,
): Promise<{ object: Static<T>; callId: string }> {
  const { task, model, spent, signal, isLast } = run
  // Where there are several, one call is left for the next model.
  const all = Math.min(task.callsMax ?? callsMax, callsMax)
  const calls = isLast ? all : Math.max(1, all - 1)
  let callId = ''
  const climbed = await climb({
    schema: task.schema,
    check: task.check,
    isSchemaRefused: model.isSchemaRefused,
    isLast,
    mayCall: () => spent.calls < calls,
    async call(isHeld, correction) {
      const ended = await callOnce(parts, run, isHeld, correction)
      callId = ended.callId
      return ended
    },
    async wait(failure, nth) {
      const now = parts.clock.now()
      const ms = waitMs(failure, nth, now, parts.pace.random)
      if (now.getTime() + ms >= task.deadline.getTime()) throw failure
      await parts.pace.sleep(ms, signal)
    },
  })
  model.isSchemaRefused = climbed.isSchemaRefused
  return { object: climbed.object, callId }
}

async function callOnce<T extends TSchema>(
  { clock, log, lanes }: Parts,
  { task, account, model, spent, signal, isLast }: Run<T>,
  isHeld: boolean,
  correction: Correction | undefined,
): Promise<EndedCall & { callId: string }> {
  const { provider, model: name } = model.setting
  const prompt = promptOf(task, isHeld, correction)
  const asked = {
    ...{ work: task.work, task: task.task, provider, model: name },
    hash: hashOf({ ...task, ...model.setting }),
    usage: mostOf(prompt),
  }
  return await lanes.run(task.site, provider, signal, async () => {
    model.language ??= await openModel(model.setting)
    if (!model.breaker.admit()) throw new CallFailure('resting', 'rests after many failures in a row')
    const callId = await account.reserve(asked).catch((error) => {
      model.breaker.ended()
      throw error
    })
    spent.calls += 1
    const from = clock.now().getTime()
    const leftMs = Math.max(0, task.deadline.getTime() - from)
    // The next model needs time too.
    const ends = isLast ? signal : AbortSignal.any([signal, AbortSignal.timeout(Math.ceil(leftMs / 2))])
    const end = await callModel(model.language, prompt, ends, (delta) => task.onText?.(delta))
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
    return { ...end, callId, settle: (object) => account.settle(callId, asked, usage, object) }
  })
}

/** Only what says something of the provider's health: a wrong key does not, nor does a caller that went away. */
function tellBreaker(breaker: Breaker, { failure }: CallEnd, isCallerGone: boolean): void {
  if (isCallerGone) breaker.ended()
  else if (!failure) breaker.succeeded()
  else if (failure.kind === 'unavailable') breaker.failed()
  else breaker.ended()
}
