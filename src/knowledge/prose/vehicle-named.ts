// Of which vehicle a sentence speaks: its words, the heading above it and the document's title name one vehicle, and
// no other. A sentence among several vehicles is anybody's.

import { findMake, listMakes, normalizeName } from '#facts/index.ts'
import { verify } from '#grounding/index.ts'
import data from './attributes.json' with { type: 'json' }

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
/** A letter or a number alone is no name. */
const modelShape = shapeOf([
  ...new Set(makes.flatMap(({ models }) => models).filter((name) => name.length > 1 && /\p{L}/u.test(name))),
])
/** "1500" and "2500", under the make that has them. */
const numberShapes = new Map(
  makes.flatMap(({ name, models }) => {
    const numbers = models.filter((model) => /^\d{3,}$/.test(model))
    return numbers.length > 0 ? [[name, shapeOf(numbers)]] : []
  }),
)
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
  const shapes = [modelShape, numberShapes.get(make.name) ?? []].flat()
  const models = shapes.flatMap((shape) => [...text.matchAll(shape)].map(([name]) => normalizeName(name)))
  const isModelNamed = shapeOf([model]).test(text) || models.includes(normalizeName(model))
  // A Ram 1500 was a model of Dodge, and so was a Ram.
  const own = new Set([model, rest, make.name].map(normalizeName))
  return (
    years.size === 1 &&
    years.has(year as string) &&
    named.size === 1 &&
    named.has(make.name) &&
    isModelNamed &&
    models.every((name) => own.has(name)) &&
    !isTrimNamed(text)
  )
}

/** A model year is more than one of its trims. */
function isTrimNamed(text: string): boolean {
  return verify(text, []).some(({ kind }) => kind === 'trim')
}

const terms = new Set(data.capitals)

/** Whether a sentence has a capital that is none of the vehicle's names: a trim or a vehicle that we do not know. */
export function namesStrangers(
  sentence: string,
  vehicle: { vin: string; make: string; model: string },
): boolean {
  const { name = '', aliases = [] } = findMake(vehicle.make) ?? {}
  const own = [vehicle.vin, name, ...aliases, vehicle.model]
  const names = new Set(own.flatMap((one) => one.split(' ')).map(normalizeName))
  const [, ...words] = sentence.split(/[ /]|-(?=\p{Ll})/u)
  return words
    .filter((word) => /\p{Lu}/u.test(word))
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|(?:'s)?[^\p{L}\p{N}]*$/gu, ''))
    .some(
      (word) =>
        !names.has(normalizeName(word)) && !terms.has(word) && !/^[VI]-?\d{1,2}$|^\d+(?:\.\d+)?L$/.test(word),
    )
}
