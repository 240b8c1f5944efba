// A model's part of research: it asks further questions and says nothing else. What it proposes goes into research as
// an input; without it, or where it fails, the bank's questions stand as they are.

import { Type } from 'typebox'
import { verify } from '#grounding/index.ts'
import type { Clock } from '#kernel/clock.ts'
import type { Log } from '#kernel/log.ts'
import { ModelError, type Models } from '#models/port.ts'
import type { Research } from './ideacloud-store.ts'
import { intentKeys, type ProposedQuestion, proposedMax } from './research/index.ts'

export type ProposeDeps = { models: Models; clock: Clock; log: Log; signal: AbortSignal }

const Angles = Type.Object(
  {
    angles: Type.Array(
      Type.Object(
        {
          angle: Type.String({
            minLength: 1,
            maxLength: 80,
            description: 'Who asks, and in which situation.',
          }),
          intent: Type.Enum([...intentKeys], { type: 'string', description: 'What the questions ask for.' }),
          questions: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { maxItems: 10 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 12 },
    ),
  },
  { additionalProperties: false },
)

/** With the wait for the site's lane, in which the IdeaClouds of a batch stand together. */
const proposeMs = 120_000
const tokensMax = 2000
const callsMax = 2

const instructions = [
  'You propose questions that shoppers ask on the subject that the data names, for the research of a car dealership.',
  `Look from different angles, each a shopper in a situation of their own, and ask what the questions in the data do not ask yet: at most ${proposedMax} questions in all, the most asked first.`,
  'Questions alone: state nothing, take nothing for granted, answer nothing.',
  'Each is one plain sentence in English of 20 to 140 characters that begins with What, Which, Who, When, Where, How, Is, Are, Do, Does, Can, Should, Will, Has or Have and ends with a question mark.',
  'No figure, price or date that is not part of the subject’s name. No name but those of vehicles: no dealership, shop, web site, person or place. No praise, blame, superlative or offer. No link or HTML.',
].join('\n')

/** None where the model fails. @throws the reason of `signal` when that fired. */
export async function proposeQuestions(
  { models, clock, log, signal }: ProposeDeps,
  { siteId, ideacloudId, keyword }: { siteId: string; ideacloudId: string; keyword: string },
  { title, entities, questions }: Research,
): Promise<ProposedQuestion[]> {
  try {
    const { object } = await models.generate({
      task: 'propose-questions',
      site: siteId,
      work: { kind: 'ideacloud', id: ideacloudId, part: null },
      instructions,
      data: {
        keyword,
        subject: title,
        vehicles: entities.vehicles,
        questions: questions.map(({ question, intent }) => ({ question, intent })),
      },
      schema: Angles,
      maxTokens: tokensMax,
      deadline: new Date(clock.now().getTime() + proposeMs),
      callsMax,
      signal,
    })
    return object.angles.flatMap(({ intent, questions: asked }) =>
      asked.filter(statesNothing).map((question) => ({ question, intent })),
    )
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    log.warn({ err: error }, 'research without a model')
    return []
  }
}

/** The verifier reads a question that takes something for granted as a statement. */
function statesNothing(question: string): boolean {
  return verify(question, []).length === 0
}
