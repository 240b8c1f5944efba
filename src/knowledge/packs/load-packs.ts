// Knowledge packs: what dealers' customers ask, answered from facts that were read in public pages. One file a topic
// (docs/adding-a-pack.md). A pack is held against its own quotes when it is read: a figure that no quote carries, a
// page that is not its publisher's, an id that does not exist, each is a fault that names the file and the entry.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'
import { uncarriedFigures } from './figures.ts'
import { isArchived, isPageOf, listPublishers } from './publishers.ts'

const quoteWordsMax = 30

const Id = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$' })
const Text = Type.String({ pattern: '^\\S(.*\\S)?$' })
const closed = { additionalProperties: false }

const SourceEntry = Type.Object(
  {
    id: Id,
    publisher: Type.Enum(listPublishers()),
    title: Text,
    url: Type.String(),
    /** Where it was read, if not there: its copy in a public archive. */
    copy: Type.Optional(Type.String()),
    /** The day on which the page was read: YYYY-MM-DD. */
    read_at: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  },
  closed,
)

const FactEntry = Type.Object(
  {
    /** Unique over all packs; texts and answers cite it, so it stays. */
    id: Id,
    subject: Type.String({ pattern: '^topic:[a-z0-9]+(-[a-z0-9]+)*$' }),
    /** One sentence in our own words, true without the page around it. */
    statement: Text,
    value: Type.Optional(
      Type.Union([Type.Number(), Type.Object({ from: Type.Number(), to: Type.Number() }, closed)]),
    ),
    unit: Type.Optional(Type.Union([Text, Type.Null()])),
    /** What the value is of, and under which conditions. */
    qualifier: Type.Optional(Text),
    source: Id,
    /** As the page has it, character by character; white space aside. */
    quote: Text,
  },
  closed,
)

const Question = Type.String({ pattern: '^\\S.*\\?$' })

const QuestionEntry = Type.Object(
  {
    question: Question,
    /** The same question in other words: whoever asks one of them gets this answer. */
    also: Type.Optional(Type.Array(Question, { minItems: 1 })),
    answer: Text,
    facts: Type.Array(Id, { minItems: 1 }),
  },
  closed,
)

const PackFile = Type.Object(
  {
    topic: Id,
    title: Text,
    /** What a shopper who asks of it wants to know: a key of ideaclouds/research/bank/intents.json. */
    intent: Type.String({ pattern: '^[a-z]+(_[a-z]+)*$' }),
    /** Words of a keyword that ask for the topic, in lower case. */
    keywords: Type.Array(Type.String({ pattern: '^[a-z0-9]+([ -][a-z0-9]+)*$' }), { minItems: 1 }),
    sources: Type.Array(SourceEntry, { minItems: 1 }),
    facts: Type.Array(FactEntry, { minItems: 1 }),
    questions: Type.Array(QuestionEntry),
  },
  closed,
)

export type PackSource = Static<typeof SourceEntry>
export type PackFact = Static<typeof FactEntry>
export type PackQuestion = Static<typeof QuestionEntry>
export type Pack = Static<typeof PackFile>

/**
 * Every pack of the folder, by file name; without one, those that ship with the project.
 * @throws Error naming the file and the entry of the first fault.
 */
export function loadPacks(folder: string = import.meta.dirname): Pack[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
  const packs = files.sort().map((file) => readPack(file, readFileSync(join(folder, file), 'utf8')))
  const factIds = packs.flatMap((pack) => pack.facts.map((fact) => ({ pack, key: `fact "${fact.id}"` })))
  const questions = packs.flatMap((pack) =>
    pack.questions.flatMap(({ question, also = [] }) =>
      [question, ...also].map((asked) => ({ pack, key: `question "${asked}"` })),
    ),
  )
  refuseTwins([...factIds, ...questions])
  return packs
}

function readPack(file: string, json: string): Pack {
  const pack = parse(file, json)
  if (`${pack.topic}.json` !== file)
    throw new Error(`${file}: its topic must be its name, not "${pack.topic}"`)
  for (const fact of pack.facts) checkFact(`${file}: fact "${fact.id}"`, fact, pack.sources)
  checkSources(file, pack)
  for (const entry of pack.questions)
    checkQuestion(`${file}: question "${entry.question}"`, entry, pack.facts)
  return pack
}

function parse(file: string, json: string): Pack {
  let data: unknown
  try {
    data = JSON.parse(json)
  } catch (fault) {
    throw new Error(`${file}: ${fault instanceof Error ? fault.message : 'is not JSON'}`, { cause: fault })
  }
  const [fault] = Value.Errors(PackFile, data)
  if (!fault) return data as Pack
  // TypeBox says of a member that no schema names that its schema is false.
  const what = fault.keyword === 'boolean' ? 'is not a member that a pack has' : fault.message
  throw new Error(`${file}${fault.instancePath}: ${what}`)
}

function checkSources(file: string, { sources, facts }: Pack): void {
  for (const [index, source] of sources.entries()) {
    const where = `${file}: source "${source.id}"`
    if (sources.findIndex(({ id }) => id === source.id) !== index) throw new Error(`${where} is there twice`)
    if (!isPageOf(source.publisher, source.url))
      throw new Error(`${where}: ${source.url} is not an https page of ${source.publisher}`)
    if (source.copy !== undefined && !isArchived(source.copy))
      throw new Error(`${where}: ${source.copy} is not an https page of a public archive`)
    if (!isDay(source.read_at)) throw new Error(`${where}: there is no day ${source.read_at}`)
    if (!facts.some((fact) => fact.source === source.id)) throw new Error(`${where} carries no fact`)
  }
}

function checkFact(where: string, fact: PackFact, sources: readonly PackSource[]): void {
  if (!sources.some((source) => source.id === fact.source))
    throw new Error(`${where}: the pack has no source "${fact.source}"`)
  if (fact.quote.split(/\s+/).length > quoteWordsMax)
    throw new Error(`${where}: its quote has over ${quoteWordsMax} words`)
  if ((fact.value === undefined) !== (fact.qualifier === undefined))
    throw new Error(`${where}: value and qualifier go together`)
  const [figure] = uncarriedFigures(`${fact.statement} ${valueText(fact)}`, [fact.quote])
  if (figure !== undefined) throw new Error(`${where}: its quote does not have ${figure}`)
}

function checkQuestion(
  where: string,
  { answer, facts: ids }: PackQuestion,
  facts: readonly PackFact[],
): void {
  const cited = ids.map((id) => {
    const fact = facts.find((candidate) => candidate.id === id)
    if (!fact) throw new Error(`${where}: the pack has no fact "${id}"`)
    return fact
  })
  const statements = cited.map((fact) => fact.statement)
  const [figure] = uncarriedFigures(answer, statements)
  if (figure !== undefined) throw new Error(`${where}: none of its facts has ${figure}`)
}

function valueText({ value }: PackFact): string {
  if (value === undefined) return ''
  return typeof value === 'number' ? String(value) : `${value.from} ${value.to}`
}

function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

/** Ids and questions are unique over all packs. */
function refuseTwins(entries: readonly { pack: Pack; key: string }[]): void {
  const seen = new Map<string, Pack>()
  for (const { pack, key } of entries) {
    const twin = seen.get(key)
    if (twin) throw new Error(`${pack.topic}.json: ${key} is there already, in ${twin.topic}.json`)
    seen.set(key, pack)
  }
}
