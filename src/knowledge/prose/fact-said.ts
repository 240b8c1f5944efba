// What a model found in prose, held against the prose. The model reads; that the document says so is checked here by
// rules: the quote is in the passage, the sentence around it states the value plainly, and speaks of that vehicle alone.

import { getAttribute, type SourceKind } from '#facts/index.ts'
import type { NewFact } from '../fact-store.ts'
import type { Passage } from '../reading/document.ts'
import { figureIn, isFigure, subjectOf } from '../stated-values.ts'
import type { ProseFact } from './prose-fact.ts'
import { proseAttributes, valueStated, valuesSaid } from './said-values.ts'
import { plainText, sentenceWith } from './sentences.ts'
import { namesOnly, namesStrangers } from './vehicle-named.ts'

/** What a model says that a passage says. */
export type FoundFact = {
  subject: { vin: string | null; year: number | null; make: string; model: string }
  attribute: string
  value: string
  unit: string | null
  quote: string
}

type ProseSource = {
  /** A page of the web speaks of model years alone. */
  kind: SourceKind
  title: string
  thisYear: number
}

/** The fact, or undefined when the passage does not say it. */
export function factSaid(found: FoundFact, passage: Passage, source: ProseSource): ProseFact | undefined {
  const { attribute } = found
  if (!proseAttributes.includes(attribute)) return undefined
  const { unit } = getAttribute(attribute)
  const at = sentenceWith(passage.text, found.quote)
  if (!at || (found.unit ?? null) !== unit) return undefined
  const value = valueStated(attribute, at.sentence)
  if (value === undefined || !isSame(attribute, found.value, value)) return undefined
  if (!valuesSaid(attribute, at.quote).includes(value)) return undefined
  const { vin, year, make, model } = found.subject
  const named = { vin: vin?.toUpperCase() ?? '', year: year ?? Number.NaN, make, model }
  const subject = subjectOf(named, source)
  const around = plainText([source.title, passage.heading ?? '', at.sentence].join(' | '))
  if (subject === undefined || !namesOnly(around, subject)) return undefined
  if (namesStrangers(at.sentence, named)) return undefined
  return { subject, attribute, value, unit, quote: at.sentence }
}

function isSame(attribute: string, found: string, value: NewFact['value']): boolean {
  return isFigure(attribute) ? figureIn(attribute, found.trim()) === value : found.trim() === value
}
