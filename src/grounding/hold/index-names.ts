// Makes and models of facts, by the forms in which texts name them.

import type { Fact } from '#facts/index.ts'
import { isModelKey, keyOf, makeKeys, namesAt, spellings } from '../find/names.ts'
import { addPhrase } from '../text/phrase-trie.ts'
import { stemsOf, type Token } from '../text/tokens.ts'
import { type PreparedFacts, pushTo } from './prepared-facts.ts'

/** Names of makes and models in words that are not one name alone: a dealer's name, what a stock count counts. */
function indexNamesIn(
  p: PreparedFacts,
  fact: Fact,
  tokens: readonly Token[],
  levels: readonly string[],
): void {
  const within = { from: 0, to: tokens.length }
  for (let at = 0; at < tokens.length; ) {
    const matches = namesAt(tokens, at, within, false)
    const [longest] = matches
    // of "Ram 2500", which is one model's name, the make too
    for (const match of matches)
      for (const name of match.names) {
        if (!levels.includes(name.level)) continue
        if (name.level === 'make') addMake(p, fact, name.canonical)
        else if (match === longest) addModel(p, fact, name.key)
      }
    at = longest?.to ?? at + 1
  }
}

function addMake(p: PreparedFacts, fact: Fact, key: string): void {
  pushTo(p.makes, key, fact)
  p.subjects.get(fact.subject)?.makes.add(key)
}

function addModel(p: PreparedFacts, fact: Fact, key: string): void {
  pushTo(p.models, key, fact)
  p.subjects.get(fact.subject)?.models.add(key)
}

const modelTail = /^(\d+(?:hd|ld)?|hd|class|series|ld|sedan|coupe|hatchback|wagon|convertible|ev)$/

/** "CR-V" of "CR-V Hybrid", "Silverado" of "Silverado 1500": where what is left is a model's name by itself. */
function indexShortModel(
  p: PreparedFacts,
  fact: Fact,
  tokens: readonly Token[],
  covered: ReadonlySet<number>,
): void {
  for (let end = tokens.length - 1; end > 0; end--) {
    if (!covered.has(end) && !modelTail.test(tokens[end]!.stem)) return
    const key = keyOf(tokens.slice(0, end).map((token) => token.stem))
    if (isModelKey(key)) addModel(p, fact, key)
  }
}

/** The makes and models that a fact carries. */
export function indexNames(
  p: PreparedFacts,
  fact: Fact,
  value: string,
  tokens: readonly Token[],
  covered: ReadonlySet<number>,
): void {
  switch (fact.attribute) {
    case 'make':
    case 'site_oem':
      for (const part of value.split(/[,;|]|\/| and | & /)) {
        const key = keyOf(stemsOf(part))
        if (key !== '') addMake(p, fact, makeKeys.get(key) ?? key)
      }
      indexNamesIn(p, fact, tokens, ['make'])
      break
    case 'site_name':
      indexNamesIn(p, fact, tokens, ['make'])
      break
    case 'model':
    case 'stock_model':
      addModel(p, fact, keyOf(tokens.map((token) => token.stem)))
      indexShortModel(p, fact, tokens, covered)
      indexNamesIn(p, fact, tokens, ['make', 'model'])
      for (const stems of spellings(value)) addPhrase(p.phrases, stems, fact)
      break
  }
}

/** What a stock count counts: its makes and models, and the two as the one name that a text may read them as. */
export function indexLabel(p: PreparedFacts, fact: Fact, tokens: readonly Token[]): void {
  indexNamesIn(p, fact, tokens, ['make', 'model'])
  const { makes, models } = p.subjects.get(fact.subject)!
  for (const model of [...models]) for (const make of makes) addModel(p, fact, make + model)
}

/** "Ram 1500" beside "1500": a make and a model are one name too, as some facts and texts write them. */
export function indexFullNames(p: PreparedFacts): void {
  for (const attribute of ['model', 'stock_model'])
    for (const fact of p.byAttribute.get(attribute) ?? []) {
      const subject = p.subjects.get(fact.subject)!
      const key = keyOf(stemsOf(String(fact.value)))
      for (const make of subject.makes) addModel(p, fact, make + key)
    }
}
