// Of which vehicle a sentence speaks: its words, the heading above it and the document's title name one vehicle, and
// no other. A sentence among several vehicles is anybody's.

import { findMake, listMakes, normalizeName } from '#facts/index.ts'

/** Longest first, so that a Grand Cherokee L is not a Grand Cherokee. In capitals as they are: a pilot is no Pilot. */
const shapeOf = (names: readonly string[]) =>
  new RegExp(
    `(?<![\\p{L}\\p{N}-])(?:${names
      .toSorted((a, b) => b.length - a.length)
      .map(RegExp.escape)
      .join('|')})(?![\\p{L}\\p{N}])`,
    'gu',
  )

const makes = listMakes()
const makeShape = shapeOf(makes.flatMap(({ name, aliases }) => [name, ...aliases]))
/** Names of one or two characters, or of digits, are named by nothing but their make. */
const modelShape = shapeOf([
  ...new Set(
    makes.flatMap(({ models }) => models).filter((model) => model.length > 2 && !/^\d+$/.test(model)),
  ),
])
const vinShape = /(?<![\p{L}\p{N}])[A-HJ-NPR-Z0-9]{17}(?![\p{L}\p{N}])/giu

/** `subject` as the ledger names it: `vehicle:<VIN>` or `model:<year> <make> <model>`. */
export function namesOnly(text: string, subject: string): boolean {
  const vins = new Set([...text.matchAll(vinShape)].map(([vin]) => vin.toUpperCase()))
  if (subject.startsWith('vehicle:')) return vins.size === 1 && vins.has(subject.slice('vehicle:'.length))
  const [, year, rest = ''] = /^model:(\d{4}) (.+)$/.exec(subject) ?? []
  const make = makes.find(({ name }) => rest.startsWith(`${name} `))
  if (!make || vins.size > 0) return false
  const model = rest.slice(make.name.length + 1)
  const years = new Set(text.match(/(?<![\p{L}\p{N}.,$])(?:19|20)\d\d(?![\p{L}\p{N},])/gu))
  const named = new Set([...text.matchAll(makeShape)].map(([name]) => findMake(name)?.name))
  const models = [...text.matchAll(modelShape)].map(([name]) => normalizeName(name))
  const isModelNamed = shapeOf([model]).test(text) || models.includes(normalizeName(model))
  return (
    years.size === 1 &&
    years.has(year as string) &&
    named.size === 1 &&
    named.has(make.name) &&
    isModelNamed &&
    models.every((name) => name === normalizeName(model))
  )
}
