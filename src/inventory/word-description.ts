// A model words a vehicle's description: the plan, the facts and the verifier are the built-in one's. What it says
// beyond the facts is sent back once and then cut; where too little is left, or no model answers, there is none.

import type { Fact } from '#facts/index.ts'
import { type Claim, cutForeign, type Held, holdToFacts, isTooLittle } from '#grounding/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { callsMax, ModelError, type Models, markdownOf, PhrasedSection } from '#models/index.ts'
import { type DescriptionPlan, planDescription, sayable } from '#writing/index.ts'
import { descriptionTask } from './description-task.ts'

export type WordDeps = { models: Models; clock: Clock; log: Log; signal: AbortSignal }

export type Worded = {
  /** Undefined: the built-in description stands. */
  held: Held | undefined
  /** What was cut of the model's words, taken or not. */
  removed: Claim[]
}

type Vehicle = {
  siteId: string
  vin: string
  /** The vehicle's and the site's. */
  facts: readonly Fact[]
  tone: string | undefined
}

/** With the wait for the site's lane, in which the descriptions of a batch stand together. */
const descriptionMs = 150_000
const tokensMax = 2000
const findingsMax = 20

/** @throws the reason of `signal` when that fired. */
export async function wordDescription(deps: WordDeps, vehicle: Vehicle): Promise<Worded> {
  const plan = planDescription(vehicle.facts, { seed: vehicle.vin })
  try {
    const held = await wordAndHold(deps, vehicle, plan)
    const isTaken = !isTooLittle(held) && isMostSaid(held, plan)
    return { held: isTaken ? held : undefined, removed: held.removed }
  } catch (error) {
    deps.signal.throwIfAborted()
    if (!(error instanceof ModelError) && !(error instanceof Unholdable)) throw error
    deps.log.warn({ err: error, vin: vehicle.vin }, 'a description without a model')
    return { held: undefined, removed: [] }
  }
}

async function wordAndHold(
  { models, clock, signal }: WordDeps,
  { siteId, vin, facts, tone }: Vehicle,
  plan: DescriptionPlan,
): Promise<Held> {
  const common = {
    site: siteId,
    work: { kind: 'description', id: vin, part: null },
    schema: PhrasedSection,
    maxTokens: tokensMax,
    deadline: new Date(clock.now().getTime() + descriptionMs),
    signal,
  }
  const first = await models.generate({
    ...common,
    ...descriptionTask(plan, tone),
    task: 'word-description',
  })
  const before = markdownOf(first.object)
  const held = hold(before, facts)
  await tellHeld(models, first.callId, held)
  const left = callsMax - first.calls
  if (held.removed.length === 0 || left === 0) return held
  const second = await models
    .generate({
      ...common,
      ...descriptionTask(plan, tone, { before, findings: findingsOf(held.removed) }),
      task: 'reword-description',
      callsMax: left,
    })
    .catch((error) => {
      if (error instanceof ModelError) return undefined
      throw error
    })
  const again = second && hold(markdownOf(second.object), facts)
  if (again) await tellHeld(models, second.callId, again)
  return again && again.removed.length <= held.removed.length ? again : held
}

function tellHeld(models: Models, callId: string, { supported, removed }: Held): Promise<void> {
  return models.tellHeld(callId, { held: supported.length, cut: removed.length })
}

/** The text has something that is cut again and again: it cannot be used. */
class Unholdable extends Error {
  override name = 'Unholdable'
}

function hold(markdown: string, facts: readonly Fact[]): Held {
  const own = cutForeign('English', markdown)
  // What the feed says without the shape of its attribute carries nothing.
  const carrying = facts.filter((fact) => sayable(fact) !== undefined)
  try {
    const { removed, ...held } = holdToFacts(own.text, carrying)
    return { ...held, removed: [...own.removed, ...removed] }
  } catch (cause) {
    throw new Unholdable('What the facts do not carry could not be cut.', { cause })
  }
}

function findingsOf(removed: readonly Claim[]): string[] {
  const texts = new Set(removed.map(({ text }) => text))
  return [...texts].slice(0, findingsMax).map((text) => `${JSON.stringify(text)}: no fact carries it.`)
}

/** Half of the planned facts, at least: what says less is no description of this vehicle. */
function isMostSaid({ supported }: Held, { sections, bullets }: DescriptionPlan): boolean {
  const planned = new Set([...sections.flatMap(({ facts }) => facts), ...bullets].map(({ id }) => id))
  const said = new Set(supported.flatMap(({ factIds }) => factIds).filter((id) => planned.has(id)))
  return said.size * 2 >= planned.size
}
