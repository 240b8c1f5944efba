// The prompt of a section. The instructions are ours alone; the plan's words (a keyword, a question, a tone) and the facts
// were written by strangers and are data. A fact whose value has not the shape of its attribute is not given at all.

import { type Static, Type } from 'typebox'
import { getAttribute } from '#facts/index.ts'
import { type PhraseContext, type SectionPlan, sayable } from '#writing/index.ts'

const Sentence = Type.Object(
  {
    text: Type.String({ minLength: 1, maxLength: 600, description: 'One sentence, or one item of a list.' }),
    facts: Type.Array(Type.String({ maxLength: 12 }), {
      maxItems: 20,
      description: 'The ids of the facts that it states, such as F3; empty when it states none.',
    }),
  },
  { additionalProperties: false },
)

export const PhrasedSection = Type.Object(
  {
    paragraphs: Type.Array(
      Type.Object(
        {
          is_list: Type.Boolean({ description: 'Each sentence becomes an item of a list.' }),
          sentences: Type.Array(Sentence, { minItems: 1, maxItems: 60 }),
        },
        { additionalProperties: false },
      ),
      { maxItems: 60 },
    ),
  },
  { additionalProperties: false },
)
export type PhrasedSection = Static<typeof PhrasedSection>

export type SectionTask = {
  instructions: string
  data: Record<string, unknown>
  check(section: PhrasedSection): string[]
}

/** @param findings what is wrong with `before`, a first version of the section, in words. */
export function sectionTask(
  section: SectionPlan,
  context: PhraseContext,
  rewrite?: { before: string; findings: readonly string[] },
): SectionTask {
  const facts = factsOf(section, context)
  const ids = new Set(facts.map(({ id }) => id))
  const { articleType, title, keyword, tone } = context
  return {
    instructions: instructionsOf(section, context, rewrite !== undefined),
    data: {
      article: { type: articleType, title, keyword, tone },
      section: {
        heading: section.heading,
        topics: section.topics,
        questions: section.questions.map(({ question }) => question),
        questions_for_staff: section.ask.map(({ name, questions }) => ({
          topic: name,
          questions: questions.map(({ question }) => question),
        })),
      },
      facts,
      ...(rewrite ? { first_version: rewrite.before, findings: rewrite.findings } : {}),
    },
    check: (phrased) => faultsOf(phrased, ids),
  }
}

type GivenFact = {
  id: string
  about: string
  what: string
  value: unknown
  unit: string | null
  said: string
}

/** Short ids: a model copies `F3` without a mistake, a UUID not always. */
function factsOf(section: SectionPlan, { facts }: PhraseContext): GivenFact[] {
  const wanted = new Set(section.factIds)
  return facts
    .filter(({ id }) => wanted.has(id))
    .flatMap((fact) => sayable(fact) ?? [])
    .map(({ fact, text }, i) => ({
      id: `F${i + 1}`,
      about: fact.subject,
      what: getAttribute(fact.attribute).label,
      value: fact.value,
      unit: fact.unit,
      said: text,
    }))
}

const rules = [
  'You write one section of an article for the web site of a car dealership.',
  'State only what the facts in the data say. Every figure, name, feature and date of yours stands in one of them, worded as its "said", with its unit. Do not round, add up, compare or conclude.',
  'No praise, no promise, no advice, no superlative, no offer, nothing of your general knowledge.',
  'A fact belongs to what its "about" names: never move it to another vehicle. Do not write the "about" itself.',
  'Plain sentences in the active voice. No heading, link, web address, HTML, picture, table or footnote. Emphasis is not needed.',
  'Name with each sentence the ids of the facts that it states. Do not write ids into the sentences.',
  'If the facts carry nothing for this section, answer with no paragraphs.',
]

const purposes: Readonly<Record<SectionPlan['kind'], string>> = {
  subject: 'The section is the subject line of an email: one short sentence.',
  lead: 'The section opens the article: it says what the article is about.',
  featured: 'The section presents the vehicle that leads the article.',
  details: 'The section gives details of the topics named in the data.',
  compare: 'The section sets the vehicles side by side, each with its own facts; it names no winner.',
  question: 'The section answers the questions in the data, in their order, by the facts.',
  known: 'The section answers the question in the data with the facts word for word, in their order.',
  facts: 'The section tells the facts on the topics named in the data.',
  stock: 'The section tells what the dealership has in stock.',
  vehicle: 'The section presents one vehicle.',
  ask: 'The section lists, topic by topic, the questions for staff in the data, as they are; it answers none.',
  closing: 'The section ends the article and says how the dealership can be reached, as far as facts tell.',
}

const extents: Readonly<Record<SectionPlan['extent'], string>> = {
  summary: 'Give the figures of the stock, not the single vehicles.',
  vehicles: 'Give the single vehicles, not the figures of the stock.',
  both: 'Give the figures of the stock, then the vehicles.',
}

function instructionsOf(section: SectionPlan, context: PhraseContext, isRewrite: boolean): string {
  return [
    ...rules,
    purposes[section.kind],
    extents[section.extent],
    ...(section.isPartial
      ? ['The single vehicles are examples, not all there are: no total and no span from them.']
      : []),
    ...(isRewrite
      ? [
          'The data has a first version of the section and findings on it. Write the section anew without what the findings name.',
        ]
      : []),
    `Write in ${context.language}, about ${section.targetWords} words, and rather fewer than with a word that no fact carries.`,
  ].join('\n')
}

const faultShapes: readonly [RegExp, string][] = [
  [/[\r\n]/, 'has a line break; one sentence is one line'],
  [/\]\(|https?:|www\.|<[a-z!/]|\[[^\]]*\]:/i, 'has a link or HTML; write plain words'],
  [/^\s*(#|>|\||[-*+]\s|\d+[.)]\s)/, 'begins with a mark of Markdown; write plain words'],
  [/`|~~~/, 'has code; write plain words'],
]

/** What a schema cannot say: faults of form, and facts that were not given. */
export function faultsOf({ paragraphs }: PhrasedSection, ids: ReadonlySet<string>): string[] {
  return paragraphs.flatMap(({ sentences }, p) =>
    sentences.flatMap(({ text, facts }, s) => {
      const place = `paragraphs/${p}/sentences/${s}`
      const strangers = facts.filter((id) => !ids.has(id))
      return [
        ...faultShapes.filter(([shape]) => shape.test(text)).map(([, says]) => `${place} ${says}.`),
        ...(strangers.length > 0
          ? [`${place} names facts that were not given: ${strangers.join(', ')}.`]
          : []),
      ]
    }),
  )
}

/** The section's Markdown. */
export function markdownOf({ paragraphs }: PhrasedSection): string {
  return paragraphs
    .map(({ is_list, sentences }) =>
      is_list
        ? sentences.map(({ text }) => `- ${text.trim()}`).join('\n')
        : sentences.map(({ text }) => text.trim()).join(' '),
    )
    .join('\n\n')
}
