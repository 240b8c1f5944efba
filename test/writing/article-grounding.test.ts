// The writer held against the verifier, which shares nothing with it but the facts.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify } from '#grounding/index.ts'
import {
  type ArticleType,
  articleTypes,
  composer,
  phraseContext,
  planArticle,
  targetWordsFor,
} from '../../src/writing/index.ts'
import {
  articleInput,
  eventFacts,
  fact,
  models,
  partOf,
  question,
  siteFacts,
  stockOf,
  stocksByYear,
  writeArticle,
} from './article-sample.ts'

const asked = [
  'How much does the {m} cost?',
  'What is the maximum towing capacity of the {m}?',
  'Which colors of the {m} are in stock in Springfield?',
  'What are the key specs of the {m}?',
  'How reliable is the {m}?',
  'Does the {m} have heated seats?',
  'How much does a used {m} cost?',
]

const inputFor = (articleType: ArticleType, model: string, isPartial: boolean) =>
  articleInput({
    articleType,
    keyword: model,
    title: `${model}: What to Know`,
    facts: [...siteFacts, ...(isPartial ? partOf(model, 20, 5) : stockOf(model, 12))],
    questions: asked.map((text) => question(text.replace('{m}', model))),
    targetWords: targetWordsFor(articleType),
    seed: `content-${articleType}-${model}`,
  })

const unheld = (text: string, facts: Parameters<typeof verify>[1], allowed: readonly string[]) =>
  verify(text, facts, { allowed })
    .filter(({ status }) => status !== 'supported')
    .map(
      ({ status, kind, text: words, start }) =>
        `${status} ${kind} "${words}" in "${text.slice(Math.max(0, start - 60), start + 40)}"`,
    )

test('no claim of any composed article is without a fact: 50 models, every type, whole and by section', async () => {
  let claims = 0
  for (const [at, model] of models.slice(0, 50).entries()) {
    const articleType = articleTypes[at % articleTypes.length] ?? 'basic'
    const input = inputFor(articleType, model, at % 3 === 0)
    const plan = planArticle(input)
    const { markdown } = await writeArticle(input)
    claims += verify(markdown, input.facts, { allowed: plan.allowed }).length
    assert.deepEqual(unheld(markdown, input.facts, plan.allowed), [], `${articleType} on ${model}`)
    for (const section of plan.sections) {
      const text = await composer.phrase(section, phraseContext(plan, input.facts))
      assert.deepEqual(unheld(text, input.facts, plan.allowed), [], `${section.key} of ${model}`)
    }
  }
  assert.ok(claims > 5000, `${claims} claims were judged`)
})

test('no claim about several stocks is without a fact, whatever its wording: one of them is empty, one has one vehicle', async () => {
  const absent = '2026 Kia Niro'
  const none = [
    fact(`stock:${absent}`, 'stock_count', 0),
    fact(`stock:${absent}`, 'year', 2026),
    fact(`stock:${absent}`, 'make', 'Kia'),
    fact(`stock:${absent}`, 'model', 'Niro'),
  ]
  const leads = new Set<string>()
  for (let seed = 0; seed < 400; seed++) {
    const [model = '', other = ''] = models.slice(seed % 20)
    const [newest = [], older = []] = stocksByYear(model, 9)
    const [single = []] = stocksByYear(other, 1)
    const sets = [[newest, none, single], [none, newest], [older, single, newest], [newest, older], [newest]]
    const facts = [...siteFacts, ...(sets[seed % sets.length] ?? []).flat()]
    const articleType = (['comparison', 'salesevent', 'basic'] as const)[seed % 3]
    const event = articleType === 'salesevent' ? eventFacts({}) : []
    const input = articleInput({
      articleType,
      keyword: model,
      title: model,
      facts: [...facts, ...event],
      seed: `stocks-${seed}`,
    })
    const plan = planArticle(input)
    for (const section of plan.sections.filter(({ key }) => /^(?:lead|topic:price)$/.test(key))) {
      const text = await composer.phrase(section, phraseContext(plan, input.facts))
      assert.deepEqual(unheld(text, input.facts, plan.allowed), [], text)
      if (section.key === 'lead') leads.add(text)
    }
  }
  assert.ok(leads.size > 390, `${leads.size} leads`)
})

test('no subject line of an email is without a fact, whatever its wording and the number in stock', async () => {
  const subjects = new Set<string>()
  for (let seed = 0; seed < 40; seed++) {
    const what = '2026 Honda Civic'
    const facts = [...siteFacts, fact(`stock:${what}`, 'stock_count', seed % 4)]
    const input = articleInput({ articleType: 'emailtemplate', keyword: what, facts, seed: `${seed}` })
    const plan = planArticle(input)
    const subject = await composer.phrase(plan.sections[0] as never, phraseContext(plan, facts))
    assert.deepEqual(unheld(subject, facts, plan.allowed), [], subject)
    assert.equal(/in stock|on the lot/.test(subject), seed % 4 > 0, subject)
    subjects.add(subject)
  }
  assert.ok(subjects.size >= 9, [...subjects].join('\n'))
})

test('the verifier sees the claims that a composed article makes: a changed price is not supported', async () => {
  const input = inputFor('basic', 'Honda Civic', false)
  const { markdown } = await writeArticle(input)
  const price = /\$\d\d,\d{3}/.exec(markdown)?.[0] ?? ''
  const changed = markdown.replace(price, '$12,346')
  assert.notEqual(changed, markdown)
  assert.ok(unheld(changed, input.facts, planArticle(input).allowed).length > 0)
})
