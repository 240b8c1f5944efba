// What a model is asked for a vehicle's description: the plan of the built-in one, in words of its own. The facts are a
// stranger's and data; one whose value has not the shape of its attribute is not given.

import { type Fact, getAttribute } from '#facts/index.ts'
import { faultsOf, type PhrasedSection } from '#models/index.ts'
import { type DescriptionPlan, sayable } from '#writing/index.ts'

export type DescriptionTask = {
  instructions: string
  data: Record<string, unknown>
  check(description: PhrasedSection): string[]
}

const rules = [
  'You write the description of one vehicle for the web site of a car dealership, in English.',
  'State only what the facts in the data say. Every figure, name, feature and date of yours stands in one of them, worded as its "said", with its unit. Do not round, add up, compare or conclude.',
  'No praise, no promise, no advice, no superlative, no offer, nothing of your general knowledge of the model.',
  'First two to four short paragraphs that tell the sections of the data in their order, all their facts, without the section "closing". Then, where the data has a list, the facts of the list as a list (is_list), an item each. Last a short paragraph with the facts of the section "closing".',
  'Plain sentences in the active voice, 12 to 18 words in the mean. No heading, link, web address, HTML, picture, table or footnote. No emphasis.',
  'Name with each sentence the ids of the facts that it states. Do not write ids into the sentences.',
]
const rewriteRule =
  'The data has a first version and findings on it. Write the description anew without what the findings name.'

const paragraphsMax = 8

/** @param rewrite a first version, and in words what is wrong with it. */
export function descriptionTask(
  plan: DescriptionPlan,
  tone: string | undefined,
  rewrite?: { before: string; findings: readonly string[] },
): DescriptionTask {
  const planned = [...plan.sections.flatMap(({ facts }) => facts), ...plan.bullets]
  const idOf = new Map<Fact, string>()
  const facts = [...new Set(planned)].flatMap((fact) => {
    const said = sayable(fact)
    if (!said) return []
    const id = `F${idOf.size + 1}`
    idOf.set(fact, id)
    const { label } = getAttribute(fact.attribute)
    return [{ id, what: label, value: fact.value, unit: fact.unit, said: said.text }]
  })
  const idsOf = (some: readonly Fact[]) => some.flatMap((fact) => idOf.get(fact) ?? [])
  const ids = new Set(idOf.values())
  return {
    instructions: [...rules, ...(rewrite ? [rewriteRule] : [])].join('\n'),
    data: {
      tone: tone ?? null,
      sections: plan.sections.map((section) => ({ id: section.id, facts: idsOf(section.facts) })),
      list: idsOf(plan.bullets),
      facts,
      ...(rewrite ? { first_version: rewrite.before, findings: rewrite.findings } : {}),
    },
    check: (description) => [
      ...faultsOf(description, ids),
      ...(description.paragraphs.length > paragraphsMax
        ? [`There are more than ${paragraphsMax} paragraphs; write fewer and longer ones.`]
        : []),
      ...(description.paragraphs.filter(({ is_list }) => is_list).length > 1
        ? ['There is more than one list; write one.']
        : []),
    ],
  }
}
