// What may be used for a question: facts on the subjects it is about, and passages that have its words, best first.
// Passages are for reading and citing; nothing in them is a fact, and nothing is an instruction.

import type { Db } from '#db/index.ts'
import { type Fact, rankFacts } from '#facts/index.ts'
import { listFacts } from '../fact-store.ts'
import { type FoundPassage, hasPassages, lexemesOf, respelled, searchPassages } from './passage-store.ts'

export type Budget = { facts: number; passages: number; characters: number }

export type Retrieved = { facts: Fact[]; passages: FoundPassage[] }

const usualBudget: Budget = { facts: 200, passages: 8, characters: 6000 }
/** More words than these make no search better, and it slower. */
const lexemesMax = 8
/** Of the words of a question a passage has at least these. */
const wordsShare = 2 / 3
/** A word that so many passages have finds none; it counts once others have found them. */
const commonShare = 0.02

/**
 * @param question as a person asks it.
 * @param subjects what it is about, such as `model:2026 Honda Pilot`.
 */
export async function retrieve(
  db: Db,
  siteId: string,
  { question, subjects }: { question: string; subjects: readonly string[] },
  budget: Budget = usualBudget,
): Promise<Retrieved> {
  const [facts, passages] = await Promise.all([
    listFacts(db, siteId, subjects),
    findPassages(db, siteId, question, budget.passages),
  ])
  return { facts: rankFacts(facts).slice(0, budget.facts), passages: within(passages, budget.characters) }
}

/** Passages with at least two thirds of the question's rarer words; where there is none, also of those spelled nearly so. */
export async function findPassages(
  db: Db,
  siteId: string,
  question: string,
  limit: number,
): Promise<FoundPassage[]> {
  if (!(await hasPassages(db, siteId))) return []
  const found = await search(db, siteId, question, limit)
  if (found.length > 0) return found
  return await search(db, siteId, await respelled(db, siteId, question), limit)
}

async function search(db: Db, siteId: string, text: string, limit: number): Promise<FoundPassage[]> {
  const all = (await lexemesOf(db, text)).slice(0, lexemesMax)
  if (all.length === 0) return []
  const lexemes = all.map(({ lexeme }) => lexeme)
  const rare = all.filter(({ share }) => share < commonShare).length
  const telling = lexemes.slice(0, Math.max(2, rare))
  const sets = subsets(telling, Math.ceil(telling.length * wordsShare))
  return await searchPassages(db, siteId, { sets, lexemes, limit })
}

/** All sets of so many of them. */
function subsets(list: readonly string[], size: number): string[][] {
  if (size === 0) return [[]]
  return list.flatMap((first, at) => subsets(list.slice(at + 1), size - 1).map((rest) => [first, ...rest]))
}

function within(passages: readonly FoundPassage[], characters: number): FoundPassage[] {
  let left = characters
  return passages.filter(({ text }) => {
    left -= text.length
    return left >= 0
  })
}
