import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { intentKeys, type ResearchResult, research } from '#ideaclouds/research/index.ts'
import { now, stock, strangers, topicCases, vehicleCases } from './research-cases.ts'

type Done = Extract<ResearchResult, { ok: true }>

function researched(keyword: string, over: Partial<Parameters<typeof research>[0]> = {}): Done {
  const result = research({ keyword, questionIdBase: now, stock, siteCity: 'Rock Hill', ...over })
  assert.ok(result.ok, `"${keyword}" was not recognized`)
  return result
}

const textOf = (result: Done) => result.questions.map((q) => q.question)
const strip = (text: string) => text.toLowerCase().replace(/[^a-z0-9 ]+/g, ' ')

const stopwords = new Set(
  'a an the and or of for to in on at by from with without is are was do does did can could will should has have had what which who when where why how if your you it its that this than be as much many more most long often there'.split(
    ' ',
  ),
)

/** Written apart from the product's own: the stems of a question without stop words and names, sorted. */
function contentWords(question: string, names: ReadonlySet<string>): string {
  const words = strip(question)
    .split(' ')
    .filter((word) => word !== '' && !stopwords.has(word) && !names.has(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/(?:ing|ed|es|s)$/, ''))
  return [...new Set(words)].sort().join(' ')
}

function formOf(question: string): string {
  const [first = '', second = ''] = question.split(' ')
  return first === 'How' && /^(?:much|many|often|long|far)$/.test(second) ? `How ${second}` : first
}

const forms = new Set('What How Which Who When Where Why Can Should Do Does Is Are Has Have'.split(' '))

function assertWellFormed(question: string): void {
  assert.match(question, /^[A-Z][^?{}<>]*[\p{L}\p{N})]\?$/u, question)
  assert.ok(question.length >= 20 && question.length <= 140, `${question.length} characters: ${question}`)
  assert.ok(forms.has(question.split(' ')[0] ?? ''), `no question word: ${question}`)
  assert.doesNotMatch(question, /\b(?:undefined|null|NaN)\b|\s{2}|\s[?,.]/, question)
  assert.doesNotMatch(question, /\b(\w+) \1\b/i, `a word twice: ${question}`)
  assert.doesNotMatch(
    question,
    /\ba (?:[aeio](?!ne)|SUV|MDX|F-|RX|hour)|\ban (?:[bcdgjkpqtvwyz]|used|[0-79]|h|GMC|BMW)/i,
    `article: ${question}`,
  )
  const [, subject, verb] = /\b(?:does|is) (?:the )?(\w+s) (\w+)/.exec(question) ?? []
  assert.ok(
    !subject || !/^(?:trucks|SUVs|cars|tires|models|sedans|racks|vehicles)$/.test(subject),
    `agreement: ${question} ${verb}`,
  )
}

/** What holds for every research. */
function assertSound(result: Done, keyword: string): void {
  const questions = textOf(result)
  for (const question of questions) assertWellFormed(question)
  assert.equal(new Set(questions).size, questions.length)

  const named = [
    ...result.entities.vehicles.flatMap((v) => [v.year, v.make, v.model, v.trim]),
    result.entities.make,
  ]
  const names = new Set(strip(named.join(' ')).split(' '))
  const contents = questions.map((question) => contentWords(question, names))
  for (const [at, content] of contents.entries()) {
    const twin = contents.indexOf(content)
    assert.equal(twin, at, `"${keyword}" asks the same twice: ${questions[twin]} / ${questions[at]}`)
  }

  assert.ok(new Set(result.questions.map((q) => q.intent)).size >= 8, `"${keyword}": too few intents`)
  assert.ok(new Set(questions.map(formOf)).size >= 10, `"${keyword}": ${[...new Set(questions.map(formOf))]}`)
  for (const { intent } of result.questions) assert.ok((intentKeys as readonly string[]).includes(intent))

  result.questions.forEach((q, at) => {
    assert.equal(q.id, `q-${now}-${at}`)
    const cluster = result.clusters.find((c) => c.id === q.clusterId)
    assert.ok(cluster)
  })
  result.clusters.forEach((cluster, at) => {
    assert.equal(cluster.id, `cluster-${at}`)
    const own = result.questions.filter((q) => q.clusterId === cluster.id)
    assert.equal(own.length, cluster.questionCount)
    assert.equal(new Set(own.map((q) => q.intent)).size, 1)
    assert.equal(own[0]?.intent, result.intents[at])
  })
  assert.equal(new Set(result.clusters.map((c) => c.label)).size, result.clusters.length)
  const total = result.clusters.reduce((sum, cluster) => sum + cluster.questionCount, 0)
  assert.equal(total, questions.length)

  const recommended = result.questions.filter((q) => q.isRecommended)
  assert.equal(result.recommendedQuestionIds.length, 5)
  assert.deepEqual(new Set(result.recommendedQuestionIds), new Set(recommended.map((q) => q.id)))
  assert.ok(
    new Set(recommended.map((q) => q.intent)).size >= 4,
    `"${keyword}": recommended of too few intents`,
  )
  assert.equal(
    result.questions.find((q) => q.id === result.recommendedQuestionIds[0])?.intent,
    result.intents[0],
  )

  assert.match(result.title, /^[^:]+: [^:]+$/)
  assert.ok(result.title.length >= 40 && result.title.length <= 60, `${result.title.length}: ${result.title}`)
  assert.ok(
    result.synopsis.length >= 100 && result.synopsis.length <= 160,
    `${result.synopsis.length}: ${result.synopsis}`,
  )
  assert.match(result.synopsis, new RegExp(`^${questions.length} `))
  assert.equal(result.tags.length, 5)
  assert.equal(new Set(result.tags.map((tag) => tag.toLowerCase())).size, 5)
  assert.doesNotMatch(
    `${result.title} ${result.synopsis} ${result.tags}`,
    /\b(?:best|top|perfect|ultimate|leading|undefined|null)\b/i,
  )
}

const engineWords =
  /\boil\b|\bmpg\b|mileage from|spark plug|\bfuel\b|\bgas\b|gasoline|\bengine|exhaust|timing belt|gearbox|jump-start|E85|diesel/i
const plugWords = /\bcharg(?:e|er|ers|ing|es)\b|\brange\b|kilowatt|one-pedal|heat pump|high-voltage/i

function applicable(question: string, names: readonly string[]): string {
  return names.flatMap((name) => name.split(' ')).reduce((text, word) => text.replaceAll(word, ''), question)
}

describe('a keyword that names a vehicle or a make', () => {
  for (const { keyword, names, power, body } of vehicleCases)
    it(`"${keyword}" gives 40 to 70 sound questions that can apply`, () => {
      const result = researched(keyword)
      assertSound(result, keyword)
      assert.ok(result.questions.length >= 50 && result.questions.length <= 70, `${result.questions.length}`)
      const found = result.entities.vehicles.map((v) =>
        [v.year, v.make, v.model, v.trim].filter(Boolean).join(' '),
      )
      assert.deepEqual(found.length > 0 ? found : [result.entities.make], names)
      assert.equal(result.entities.electric, power === 'electric')

      for (const question of textOf(result).map((text) => applicable(text, names))) {
        if (power !== 'engine' && names.every((name) => name.includes(' ')))
          assert.doesNotMatch(question, engineWords, `not known to have an engine: ${question}`)
        if (power === 'electric') assert.doesNotMatch(question, engineWords, `electric: ${question}`)
        if (power !== 'electric' && !/4xe/.test(keyword))
          assert.doesNotMatch(question, plugWords, `not known to plug in: ${question}`)
        if (body !== 'truck')
          assert.doesNotMatch(question, /\bbed\b|fifth-wheel|snow plow/, `no truck: ${question}`)
        if (body === 'truck')
          assert.doesNotMatch(question, /\btrunk of\b|liftgate|third row/, `a truck: ${question}`)
        if (body === 'coupe' || body === 'car')
          assert.doesNotMatch(question, /third row|captain|travel trailer|payload/, `a car: ${question}`)
      }
    })
})

describe('any other automotive keyword', () => {
  for (const { keyword, about } of topicCases)
    it(`"${keyword}" gives at least 20 sound questions about its subject`, () => {
      const result = researched(keyword)
      assertSound(result, keyword)
      assert.ok(result.questions.length >= 25, `${result.questions.length}`)
      const strays = textOf(result).filter((question) => !about.test(question))
      assert.ok(strays.length <= result.questions.length * 0.2, strays.join('\n'))
    })
})

describe('a keyword that is not about vehicles', () => {
  for (const keyword of strangers)
    it(`"${keyword}" fails with one sentence that says what to do`, () => {
      const result = research({ keyword, questionIdBase: now, stock: [], siteCity: null })
      assert.ok(!result.ok)
      assert.match(result.error, /^[A-Z][^.!?]*name a make and model[^.!?]*\.$/)
    })
})
