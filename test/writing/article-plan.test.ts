import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  articleTypes,
  composer,
  composeSection,
  contentDepths,
  findPhraser,
  listLanguages,
  phraseContext,
  planArticle,
  type SectionPlan,
  targetWordsFor,
} from '../../src/writing/index.ts'
import { articleInput, fact, partOf, question, siteFacts, stockOf, writeArticle } from './article-sample.ts'

const civic = [...siteFacts, ...stockOf('Honda Civic', 12)]
const askedOf = (sections: readonly SectionPlan[]) =>
  sections.flatMap(({ ask }) => ask.flatMap(({ questions }) => questions.map(({ id }) => id)))
const answeredOf = (sections: readonly SectionPlan[]) =>
  sections.flatMap(({ questions }) => questions.map(({ id }) => id))
const sectionsFor = (text: string, facts = civic) =>
  planArticle(articleInput({ facts, questions: [question(text)] })).sections
const topicsFor = (text: string, facts = civic) =>
  sectionsFor(text, facts).find(({ questions }) => questions.length > 0)?.topics

test('a depth scales the default of the type and wins over a length; a length is the target itself', () => {
  assert.deepEqual(
    contentDepths.map((depth) => targetWordsFor('basic', depth)),
    [600, 900, 1200, 1680, 2400],
  )
  assert.equal(targetWordsFor('basic', 'concise', 5000), 600)
  assert.equal(targetWordsFor('qa', null, 700), 700)
  assert.equal(targetWordsFor('qa', null, null, 900), 900)
  assert.equal(targetWordsFor('qa', 'in-depth', 700, 900), 1800)
  assert.equal(targetWordsFor('qa', null, 700, 900), 700)
  assert.deepEqual(
    articleTypes.map((type) => targetWordsFor(type)),
    [1200, 1800, 2000, 2500, 3500, 600, 900, 250],
  )
})

test('every type opens with a lead and ends with a close; section keys are unique', () => {
  for (const articleType of articleTypes) {
    const { sections } = planArticle(articleInput({ articleType, targetWords: targetWordsFor(articleType) }))
    const kinds = sections.map(({ kind }) => kind)
    assert.deepEqual(
      kinds.slice(0, 1),
      [articleType === 'emailtemplate' ? 'subject' : 'lead'],
      `${articleType} opens`,
    )
    assert.equal(kinds.at(-1), 'closing', articleType)
    assert.ok(kinds.includes('stock'), `${articleType} shows the stock`)
    assert.equal(new Set(sections.map(({ key }) => key)).size, sections.length, articleType)
    assert.ok(sections[0]?.heading, `${articleType} begins under a heading`)
  }
})

test('a topic that the category names is told first, also where the length has room for few', () => {
  const toldFor = (category: string, targetWords: number, seed: string, articleType = 'basic' as const) => {
    const plan = planArticle(articleInput({ facts: civic, category, targetWords, seed, articleType }))
    return plan.sections.flatMap(({ kind, topics }) => (kind === 'facts' ? topics : []))
  }
  for (const seed of ['1', '2', '3', '4', '5', '6']) {
    assert.deepEqual(toldFor('Colors & Paint', 200, seed)[0], 'colors')
    assert.deepEqual(toldFor('Paint colors and fuel economy', 1200, seed).slice(0, 2), ['colors', 'economy'])
    for (const other of ['Model research', 'Service', 'Hours and directions', ''])
      assert.deepEqual(toldFor(other, 1200, seed), toldFor('', 1200, seed))
    assert.ok(!toldFor('', 200, seed).includes('colors'))
    const questions = [question('What are the key specs of the Honda Civic?')]
    const asked = planArticle(articleInput({ facts: civic, category: 'Paint colors', seed, questions }))
    assert.deepEqual(asked.sections[1]?.topics, ['colors'])
  }
})

test('a section may use only facts that were given, and a plan is the same after JSON', () => {
  const plan = planArticle(articleInput({ questions: [question('How much does the Honda Civic cost?')] }))
  const ids = new Set(civic.map(({ id }) => id))
  for (const { key, factIds } of plan.sections) {
    assert.ok(
      factIds.every((id) => ids.has(id)),
      key,
    )
  }
  assert.deepEqual(JSON.parse(JSON.stringify(plan)), plan)
})

test('a question is answered from facts of its own topic', () => {
  const expected: Record<string, string[]> = {
    'How much does the Honda Civic cost?': ['price'],
    "What's the gas mileage of the Civic?": ['economy'],
    'What mileage do your used Civics have?': ['mileage'],
    'Which colors is the Honda Civic available in?': ['colors'],
    'How many people does the Civic seat?': ['seating'],
    'Is the Civic available with all-wheel drive?': ['drivetrain'],
    'What engine does the Honda Civic have?': ['engine'],
    'How many Civics are in stock in Springfield?': ['availability'],
    'Where can I test drive a Civic?': ['contact'],
  }
  for (const [text, topics] of Object.entries(expected)) assert.deepEqual(topicsFor(text), topics, text)
})

test('what facts do not say goes to the staff, also when a word of it is on record', () => {
  const unanswerable = [
    'What is the maximum towing capacity of the Honda Civic?',
    'How much does it cost to charge a Honda Civic?',
    'What is a fair price for a Honda Civic?',
    'Can the price of the Civic be negotiated?',
    'Does color affect what you pay for a Civic?',
    'Why is the Civic so expensive?',
    'What warranty does the Civic have?',
    'How does cold weather affect the range of the Civic?',
    'What features are standard on the Civic?',
    'How much does a replacement key for the Civic cost?',
    'Should I change the oil before winter?',
    'asdf qwer',
  ]
  for (const text of unanswerable) {
    const sections = sectionsFor(text)
    assert.deepEqual(askedOf(sections), [text], text)
    assert.deepEqual(answeredOf(sections), [], text)
  }
})

test('a question on another make, model or model year than those on record goes to the staff', () => {
  for (const text of [
    'How much does the Toyota Corolla cost?',
    'What colors does the Accord come in?',
    'How much does the 2019 Honda Civic cost?',
  ]) {
    assert.deepEqual(askedOf(sectionsFor(text)), [text], text)
  }
})

test('a name that is partly on record is not the one on record: Model S is no Model 3, Ram 2500 no Ram 1500', () => {
  for (const [model, text] of [
    ['Tesla Model 3', 'How much does the Tesla Model S cost?'],
    ['Ram 1500', 'How much does the Ram 2500 cost?'],
  ] as const) {
    assert.deepEqual(askedOf(sectionsFor(text, [...siteFacts, ...stockOf(model, 4)])), [text], text)
  }
})

test('a name of a model asks for nothing: a Range Rover has no battery range', () => {
  const facts = [
    fact('stock:Land Rover Range Rover', 'stock_count', 2),
    fact('stock:Land Rover Range Rover', 'stock_price_lowest', 90_000),
    fact('stock:Land Rover Range Rover', 'stock_price_highest', 99_000),
    fact('stock:Land Rover Range Rover', 'stock_battery_range', 50),
  ]
  assert.deepEqual(topicsFor('How much does the Range Rover cost?', facts), ['price'])
})

test('equipment is confirmed only where it is on record, and never denied', () => {
  const facts = [
    fact('stock:Honda Civic', 'stock_count', 2),
    fact('stock:Honda Civic', 'stock_feature', 'Heated Front Seats'),
  ]
  assert.deepEqual(topicsFor('Does the Civic have heated seats?', facts), ['feature-match'])
  assert.deepEqual(askedOf(sectionsFor('Does the Civic have a sunroof?', facts)), [
    'Does the Civic have a sunroof?',
  ])
  assert.deepEqual(askedOf(sectionsFor('Do the heated seats of the Civic fail?', facts)), [
    'Do the heated seats of the Civic fail?',
  ])
})

test('a question on one trim, year or condition is answered from those vehicles alone', () => {
  const stated = (text: string, attribute: string) => {
    const ids = new Set(sectionsFor(text).find(({ questions }) => questions.length > 0)?.factIds)
    return new Set(
      civic.filter(({ id, attribute: own }) => own === attribute && ids.has(id)).map(({ value }) => value),
    )
  }
  assert.deepEqual(stated('How much is the Honda Civic EX?', 'trim'), new Set(['EX']))
  assert.deepEqual(stated('How much does a certified Civic cost?', 'condition'), new Set(['certified']))
  assert.deepEqual(stated('How much is the 2026 Honda Civic?', 'year'), new Set([2026]))
  assert.equal(stated('How much is the Honda Civic EX?', 'stock_price_lowest').size, 0)
})

test('in a qa article each question on its own figures is a heading; the third on the same joins the first', () => {
  const texts = [
    'How much does the Honda Civic cost?',
    'What is the price range of the Honda Civic?',
    'What is the price of the Civic?',
    'Which colors of the Civic are listed?',
  ]
  const { sections } = planArticle(
    articleInput({ articleType: 'qa', questions: texts.map((text) => question(text)) }),
  )
  const headings = sections.map(({ heading }) => heading)
  for (const text of [texts[0], texts[1], texts[3]]) assert.ok(headings.includes(text ?? ''), text)
  assert.ok(!headings.includes(texts[2] ?? ''))
  assert.deepEqual(answeredOf(sections).sort(), [...texts].sort())
})

test('questions that differ in marks and case alone are asked once', () => {
  const texts = ['What does the Civic tow?', 'what does the civic tow', 'What does the Civic tow?!']
  const { sections } = planArticle(articleInput({ questions: texts.map((text) => question(text)) }))
  assert.deepEqual(askedOf(sections), [texts[0]])
})

test('more length brings more sections while facts are left, and none when they are not', () => {
  const count = (facts: typeof civic, targetWords: number) =>
    planArticle(articleInput({ facts, targetWords })).sections.length
  assert.ok(count(civic, 600) < count(civic, 1200))
  assert.ok(count(civic, 1200) < count(civic, 1680))
  assert.equal(count(siteFacts, 300), count(siteFacts, 5000))
})

test('two stocks are set side by side', () => {
  const facts = [...siteFacts, ...stockOf('Honda Civic', 4), ...stockOf('Toyota Corolla', 4)]
  const text = 'How does the Honda Civic compare to the Toyota Corolla?'
  const { sections } = planArticle(
    articleInput({ articleType: 'comparison', facts, questions: [question(text)] }),
  )
  assert.ok(sections.some(({ kind }) => kind === 'compare'))
  assert.deepEqual(answeredOf(sections), [text])
})

test('the languages are those of the phrasers; an unknown one has no phraser', () => {
  const spanish = { name: 'model', languages: ['English', 'Spanish'], phrase: () => '' }
  assert.deepEqual(listLanguages([composer]), ['English'])
  assert.deepEqual(listLanguages([composer, spanish]), ['English', 'Spanish'])
  assert.equal(findPhraser('spanish', [composer, spanish]), spanish)
  assert.equal(findPhraser('Korean', [composer, spanish]), undefined)
})

test('where only some of the vehicles are on record, they are examples and no span is told of them', async () => {
  const facts = [...siteFacts, ...partOf('Honda Civic', 30, 6)]
  const text = 'How much does a certified Honda Civic cost?'
  const input = articleInput({
    facts,
    questions: [question(text), question('How much is the Honda Civic EX?')],
  })
  const { sections } = planArticle(input)
  for (const section of sections.filter(({ questions }) => questions.length > 0)) {
    assert.equal(section.isPartial, true)
    const { markdown } = composeSection(section, phraseContext(planArticle(input), facts))
    assert.match(markdown, /\n- .*: \$/, markdown)
    assert.doesNotMatch(markdown, /run from|between|start at|up to|spans|reach/, markdown)
  }
  assert.deepEqual(answeredOf(sections).length, 2)
})

test('every answered question stands in the article, whatever part of the stock is on record', async () => {
  for (const cited of [0, 1, 2, 12]) {
    for (const text of [
      'How much does a certified Honda Civic cost?',
      'Which colors does the 2023 Honda Civic come in?',
      'Which features does the Honda Civic EX have?',
      'Which trims of the 2023 Honda Civic are listed?',
      'What is the MSRP of the Honda Civic?',
    ]) {
      const facts = [...siteFacts, ...partOf('Honda Civic', 20, cited)]
      const { markdown } = await writeArticle(articleInput({ facts, questions: [question(text)] }))
      assert.ok(markdown.includes(text), `${cited}: ${text}`)
    }
  }
})
