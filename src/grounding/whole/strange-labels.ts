// "Carrying: 5", "Bodies – 5": a label that no vocabulary knows, before a number that one fact alone of its vehicle has and that
// the text tells nowhere else. A label of what is measured but on no record ("Stars: 5") carries nothing.

import type { Fact } from '#facts/index.ts'
import { countOf } from '../about/count-of.ts'
import { carries } from '../hold/tolerance.ts'
import data from '../lexicon/other-measures.json' with { type: 'json' }
import type { Reading, UnheldFigure } from '../reading.ts'
import { stemSet, stemsOf } from '../text/tokens.ts'
import { carryBy, type Told } from './told-facts.ts'

const otherMeasures = stemSet(data.words)

/** Fewer than these say little by being equal: only what is commonly counted carries them. */
const few = 13
const counted: ReadonlySet<string> = new Set([
  'seats',
  'stock_seats',
  'owners',
  ...countOf(undefined).attributes,
])

const labelled = /^[\s*_>|-]*([^:\n]{2,40}?)[*_]*\s*[:–—|=-]\s*[*_]*$/

/** The words before a figure that stands alone behind them in its line, or those of its row and column. */
function labelOf({ text }: Reading, { claim, context }: UnheldFigure): string | undefined {
  if (context.labels.length > 0) return context.labels.map(({ word }) => word).join(' ')
  return labelled.exec(text.slice(text.lastIndexOf('\n', claim.start) + 1, claim.start))?.[1]
}

/** The only fact that may carry it: of several nobody knows which is meant. */
function onlyCarrier(r: Reading, { figure, scope }: UnheldFigure, told: Told): Fact | undefined {
  const carriers = r.p.facts.filter(
    (fact) =>
      typeof fact.value === 'number' &&
      fact.attribute !== 'year' &&
      (figure.value >= few || counted.has(fact.attribute)) &&
      carries(figure, fact.value) &&
      scope(fact) &&
      !told.has(fact),
  )
  return carriers.length === 1 ? carriers[0] : undefined
}

export function settleStrangeLabels(r: Reading, told: Told): void {
  for (const unheld of r.unheld) {
    const { claim, figure } = unheld
    if (claim.status !== 'unsupported' || figure.unit !== null) continue
    const label = labelOf(r, unheld)
    if (!label || stemsOf(label).some((stem) => otherMeasures.has(stem))) continue
    const carrier = onlyCarrier(r, unheld, told)
    if (carrier) carryBy(told, claim, [carrier])
  }
}
