import type { ModelMessage } from 'ai'
import type { TSchema } from 'typebox'
import type { Prompt } from './call-model.ts'
import { type DataBlock, dataBlock } from './data-block.ts'

/** An answer that was not accepted, and why. */
export type Correction = { answer: string; faults: readonly string[] }

type Asked = { instructions: string; data: unknown; schema: TSchema; maxTokens: number }

const quotedCharsMax = 8000

/**
 * Instructions are ours; data, and what a model answered before, stand in messages of the user's side, between marks.
 * @param isHeld the provider is asked to hold the answer to the schema; else the schema stands in the instructions.
 */
export function promptOf(asked: Asked, isHeld: boolean, correction?: Correction): Prompt {
  const block = dataBlock(asked.data)
  const blocks = [block]
  const messages: ModelMessage[] = [{ role: 'user', content: block.text }]
  if (correction) {
    const said = dataBlock({ answer: correction.answer.slice(0, quotedCharsMax), faults: correction.faults })
    blocks.push(said)
    messages.push({
      role: 'user',
      content: `Your first answer was not accepted. Below are the answer and what is wrong with it. Answer anew, without these faults.\n${said.text}`,
    })
  }
  return {
    instructions: instructionsOf(asked, isHeld, blocks),
    messages,
    schema: isHeld ? outlineOf(asked.schema) : undefined,
    maxTokens: asked.maxTokens,
  }
}

const lengths = new Set(['minLength', 'maxLength', 'minItems', 'maxItems'])

/** The schema without lengths: OpenAI's strict form refuses them, and llama.cpp's grammars grow by each repetition. */
function outlineOf(schema: TSchema): TSchema {
  return JSON.parse(
    JSON.stringify(schema, (key, value) =>
      lengths.has(key) && typeof value === 'number' ? undefined : value,
    ),
  )
}

function instructionsOf({ instructions, schema }: Asked, isHeld: boolean, blocks: DataBlock[]): string {
  const form = isHeld
    ? 'Answer in JSON.'
    : `Answer with one JSON object and nothing else: no fence, no word before or after it. It must fit this JSON Schema:\n${JSON.stringify(schema)}`
  return [instructions, ...blocks.map(({ says }) => says), form].join('\n\n')
}
