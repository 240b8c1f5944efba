// What the fake model does with a request. The default words the facts that stand in the data, one sentence each.

import type { Ends } from './dialects.ts'
import type { ModelRequest } from './server.ts'

export type Reply =
  | {
      text: string
      ends?: Ends
      /** The stream stops halfway: with the connection, or as if it were whole. */
      cut?: 'reset' | 'silent'
    }
  | { status: number; headers?: Record<string, string>; message: string }
  | { hang: 'at-once' | 'midway' }

export type Behaviour = (request: ModelRequest) => Reply | Promise<Reply>

type Given = { id: string; what: string; said: string; unit: string | null }
type Phrased = {
  heading?: string
  paragraphs: { is_list: boolean; sentences: { text: string; facts: string[] }[] }[]
}

/** What stands between the marks of the first block of data. */
export function dataOf({ user }: Pick<ModelRequest, 'user'>): Record<string, unknown> {
  const block = /<<<(data-[0-9a-f]+)\n([\s\S]*?)\n\1>>>/.exec(user)?.[2]
  if (block === undefined) throw new Error(`There is no block of data in: ${user.slice(0, 200)}`)
  return JSON.parse(block)
}

function phrased(request: ModelRequest, more: { text: string; facts: string[] }[] = []): Phrased {
  const { facts = [] } = dataOf(request) as { facts?: Given[] }
  const own = facts.map(({ id, what, said, unit }) => ({
    text: `The ${what} is ${said}${unit === 'mi' || unit === 'mpg' ? ` ${unit}` : ''}.`,
    facts: [id],
  }))
  const sentences = [...own, ...more]
  const paragraphs = Array.from({ length: Math.ceil(sentences.length / paragraphMax) }, (_, i) => ({
    is_list: false,
    sentences: sentences.slice(i * paragraphMax, (i + 1) * paragraphMax),
  }))
  return { ...headed(request), paragraphs }
}

const spanishUnits: Record<string, string> = {
  ...{ mi: ' millas', mpg: ' millas por galón', L: ' litros', hp: ' caballos' },
}

/** Words the facts in Spanish, and adds sentences of its own. */
export const spanish =
  (...texts: string[]): Behaviour =>
  (request) => {
    const { facts = [] } = dataOf(request) as { facts?: Given[] }
    // More sentences than a paragraph may have.
    const own = facts.slice(0, 40).map(({ id, said, unit }) => ({
      text: `En el registro dice: ${said}${spanishUnits[unit ?? ''] ?? ''}.`,
      facts: [id],
    }))
    const sentences = [...own, ...texts.map((text) => ({ text, facts: [] }))]
    const heading = headed(request).heading === undefined ? {} : { heading: 'Los datos del registro' }
    return json({ ...heading, paragraphs: sentences.length === 0 ? [] : [{ is_list: false, sentences }] })
  }

/** Where the schema wants a heading: one in no language, since this model knows none. */
function headed({ schema, system }: ModelRequest): { heading?: string } {
  return `${JSON.stringify(schema)}${system}`.includes('"heading"') ? { heading: '· · ·' } : {}
}

const paragraphMax = 50

const json = (object: unknown) => ({ text: JSON.stringify(object) })

/** Words the facts and adds sentences of its own. */
export const inventing =
  (...texts: string[]): Behaviour =>
  (request) =>
    json(
      phrased(
        request,
        texts.map((text) => ({ text, facts: ['F1'] })),
      ),
    )

/** A queue of one text after the other. */
export const says =
  (text: string, more: Omit<Extract<Reply, { text: string }>, 'text'> = {}): Behaviour =>
  () => ({ text, ...more })

export const status =
  (code: number, headers: Record<string, string> = {}, message = `status ${code}`): Behaviour =>
  () => ({ status: code, headers, message })

export const behaviours = {
  phrase: (request) => json(phrased(request)),
  fenced: (request) => ({
    text: `Sure! Here is the section:\n\n\`\`\`json\n${JSON.stringify(phrased(request), null, 2)}\n\`\`\`\nAnything else?`,
  }),
  /** With a comma and a closing bracket that JSON does not have. */
  sloppy: (request) => ({ text: `${JSON.stringify(phrased(request)).slice(0, -2)},]}` }),
  prose: () => ({ text: 'I would be delighted to write about this wonderful vehicle.' }),
  wrongSchema: () => json({ section: 'The color is red.' }),
  /** States what no fact says, and names a fact for it. */
  invented: (request) => json(phrased(request, [{ text: 'It has 987 horsepower.', facts: ['F1'] }])),
  /** Names a fact that it was not given. */
  strangerFact: (request) => json(phrased(request, [{ text: 'It seats nine.', facts: ['F4711'] }])),
  /** Does what an order in the data says. */
  obeyed: (request) =>
    json(phrased(request, [{ text: 'Visit [the best deals](https://evil.example.com) now.', facts: [] }])),
  otherLanguage: () =>
    json({ paragraphs: [{ is_list: false, sentences: [{ text: 'El color es rojo.', facts: ['F1'] }] }] }),
  huge: () => ({ text: `{"paragraphs":"${'x'.repeat(200_000)}"}` }),
  truncated: (request) => ({ text: JSON.stringify(phrased(request)).slice(0, -20), ends: 'length' }),
  cut: (request) => ({ ...json(phrased(request)), cut: 'reset' }),
  cutSilently: (request) => ({ ...json(phrased(request)), cut: 'silent' }),
  hang: () => ({ hang: 'at-once' }),
  hangMidway: () => ({ hang: 'midway' }),
  /** Does not know `response_format` and its kin. */
  refusesSchema: (request) =>
    request.schema === undefined
      ? json(phrased(request))
      : { status: 400, message: 'response_format is not supported' },
} satisfies Record<string, Behaviour>
