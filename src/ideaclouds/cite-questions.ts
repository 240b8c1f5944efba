// Where the answer to each question can be read: the page that a pack answers it from, the dealership's own figures, EPA's,
// then passages of what it has added. A question is given a source only where an article would state the facts, or a passage
// has most of its words.

import type { Db } from '#db/index.ts'
import { type Fact, listAttributes, rankFacts } from '#facts/index.ts'
import { factsOfStock, nameOfWanted, type Wanted, wantedSubject } from '#inventory/index.ts'
import { factsOfSite, findPassages, hasPassages, listFacts, loadKnownQuestions } from '#knowledge/index.ts'
import type { SiteRow } from '#sites/index.ts'
import { answeringFacts } from '#writing/index.ts'
import type { Research } from './ideacloud-store.ts'
import { namedVehicles } from './named-vehicles.ts'
import type { QuestionSource } from './research/types.ts'

/** Of a question's words those that a passage must have to be its source. */
const coverageMin = 0.7

type Question = Research['questions'][number]

export async function citeQuestions(db: Db, site: SiteRow, research: Research, now: Date): Promise<Research> {
  const wanted = namedVehicles(research)
  const { findKnownQuestion } = await loadKnownQuestions()
  const known = research.questions.map((one) => ({
    ...one,
    source: one.source ?? findKnownQuestion(one.question, wanted)?.source ?? null,
  }))
  const open = known.filter(({ source }) => source === null)
  const facts = await factsFor(db, site, wanted, now)
  const answered = answeringFacts(open.map(asAsked), facts)
  const isRead = await hasPassages(db, site.id)
  const questions: Question[] = []
  for (const question of known) {
    const [fact] = rankFacts(answered.get(question.id) ?? [])
    const source =
      question.source ?? sourceOf(fact) ?? (isRead ? await passageFor(db, site.id, question) : null)
    questions.push({ ...question, source })
  }
  return { ...research, questions }
}

function asAsked({ id, question, intent }: Question) {
  return { id, question, intent, clusterLabel: '' }
}

function sourceOf(fact: Fact | undefined): QuestionSource | undefined {
  return fact && { title: fact.source.title, url: fact.source.url }
}

async function factsFor(db: Db, site: SiteRow, wanted: readonly Wanted[], now: Date): Promise<Fact[]> {
  const own = await factsOfSite(db, site, now)
  const stock = await factsOfStock(db, site.id, wanted, now)
  const known = new Set(stock.map(({ subject, attribute }) => `${subject} ${attribute}`))
  const built = (await Promise.all(wanted.map((one) => factsAsCounted(db, site.id, one)))).flat()
  return [
    ...own,
    ...stock,
    ...built.filter(({ subject, attribute }) => !known.has(`${subject} ${attribute}`)),
  ]
}

const attributes = new Set(listAttributes().map(({ key }) => key))

/** What is known of a model year, in the place of what is counted over its stock: it answers the same questions. */
async function factsAsCounted(db: Db, siteId: string, wanted: Wanted): Promise<Fact[]> {
  const subject = wantedSubject(wanted)
  const facts = await listFacts(db, siteId, [`model:${nameOfWanted({ ...wanted, trim: null })}`])
  return facts.flatMap((fact) => {
    const attribute = `stock_${fact.attribute}`
    return attributes.has(attribute) ? [{ ...fact, subject, attribute }] : []
  })
}

async function passageFor(db: Db, siteId: string, { question }: Question): Promise<QuestionSource | null> {
  const [passage] = await findPassages(db, siteId, question, 1)
  if (!passage || passage.coverage < coverageMin) return null
  return { title: passage.source.title, url: passage.source.url }
}
