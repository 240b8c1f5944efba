// A model looks for facts in the passages of a source. It only points: what it names is recorded when the passage says
// so (fact-said.ts), so that neither an invention nor an order in the text becomes a fact.

import { type Static, Type } from 'typebox'
import { getAttribute, type SourceKind } from '#facts/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { ModelError, type Models } from '#models/index.ts'
import type { Passage } from '../reading/document.ts'
import { factSaid } from './fact-said.ts'
import type { ReadProse } from './prose-fact.ts'
import { maySay, proseAttributes } from './said-values.ts'

export type ProseDeps = { models: Models; clock: Clock; log: Log }

const nullable = <T extends ReturnType<typeof Type.String | typeof Type.Integer>>(schema: T) =>
  Type.Union([schema, Type.Null()])

const Found = Type.Object(
  {
    facts: Type.Array(
      Type.Object(
        {
          passage: Type.String({ maxLength: 12, description: 'The id of the passage, such as P3.' }),
          subject: Type.Object(
            {
              vin: nullable(Type.String({ maxLength: 17, description: 'Where the text speaks of one VIN.' })),
              year: nullable(Type.Integer({ description: 'The model year, where no VIN is named.' })),
              make: Type.String({ maxLength: 80 }),
              model: Type.String({ maxLength: 80 }),
            },
            { additionalProperties: false },
          ),
          attribute: Type.Enum([...proseAttributes], { type: 'string' }),
          value: Type.String({ maxLength: 80, description: 'As it stands in the quote.' }),
          unit: nullable(Type.String({ maxLength: 12 })),
          quote: Type.String({ maxLength: 600, description: 'The sentence that says it, word for word.' }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 60 },
    ),
  },
  { additionalProperties: false },
)

const instructions = [
  'You find facts in passages of a document on vehicles. Each is said by one sentence of a passage, which you quote word for word.',
  'Take only what a sentence states plainly of one model year of one vehicle, or of one VIN, which the sentence, the heading or the title names. Leave out what holds for some trims, may be chosen, is compared, estimated or denied.',
  'Nothing of your general knowledge, no price, no offer. If the passages state nothing of that kind, answer with no facts.',
  'The attributes, with their units (null where there is none):',
  ...proseAttributes.map((key) => `- ${key}: ${getAttribute(key).label}; unit ${getAttribute(key).unit}`),
].join('\n')

const charactersMax = 6000
/** What is longer is read so far. */
const callsOfSourceMax = 12
const sourceMs = 150_000
const callMs = 60_000
const tokensMax = 3000
const callsMax = 2

/** Empty where the model fails: a source never fails because of it. @throws the reason of `signal` when that fired. */
export async function readProse(
  deps: ProseDeps,
  source: { siteId: string; id: string; kind: SourceKind; title: string; passages: readonly Passage[] },
  signal: AbortSignal,
): Promise<ReadProse> {
  const endsMs = deps.clock.now().getTime() + sourceMs
  const read: ReadProse = { facts: [], dropped: 0 }
  for (const passages of portionsOf(source.passages.filter(({ text }) => maySay(text)))) {
    const nowMs = deps.clock.now().getTime()
    const deadline = new Date(Math.min(endsMs, nowMs + callMs))
    try {
      const found = await ask(deps, { ...source, passages }, deadline, signal)
      for (const one of found) {
        const passage = passages[Number(/^P(\d+)$/.exec(one.passage)?.[1]) - 1]
        const thisYear = deps.clock.now().getUTCFullYear()
        const fact = passage && factSaid(one, passage, { ...source, thisYear })
        if (fact) read.facts.push(fact)
        else read.dropped += 1
      }
    } catch (error) {
      if (!(error instanceof ModelError)) throw error
      deps.log.warn({ err: error }, 'prose without a model')
      if (error.kind !== 'unusable') break
    }
  }
  return read
}

async function ask(
  { models }: ProseDeps,
  source: { siteId: string; id: string; title: string; passages: readonly Passage[] },
  deadline: Date,
  signal: AbortSignal,
): Promise<Static<typeof Found>['facts']> {
  const { object } = await models.generate({
    task: 'read-prose',
    site: source.siteId,
    work: { kind: 'source', id: source.id, part: null },
    instructions,
    data: {
      title: source.title,
      passages: source.passages.map(({ heading, text }, i) => ({ id: `P${i + 1}`, heading, text })),
    },
    schema: Found,
    maxTokens: tokensMax,
    deadline,
    callsMax,
    signal,
  })
  return object.facts
}

/** As many passages together as a call takes. */
function portionsOf(passages: readonly Passage[]): Passage[][] {
  const portions: Passage[][] = []
  let characters = 0
  for (const passage of passages) {
    characters += passage.text.length
    const last = portions.at(-1)
    if (last && characters <= charactersMax) last.push(passage)
    else {
      portions.push([passage])
      characters = passage.text.length
    }
  }
  return portions.slice(0, callsOfSourceMax)
}
