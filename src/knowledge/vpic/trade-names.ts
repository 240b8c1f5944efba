// What vPIC says in the words of the trade. Where one record stands for several things ("EX, EX-L", gasoline with a
// second electric source, which may be a full, a mild or a plug-in hybrid) it says nothing of this vehicle: no value.
import bodyStyles from './names/body-styles.json' with { type: 'json' }
import fuelTypes from './names/fuel-types.json' with { type: 'json' }
import makes from './names/makes.json' with { type: 'json' }
import notTrims from './names/not-trims.json' with { type: 'json' }
import trimSpellings from './names/trim-spellings.json' with { type: 'json' }

type Names = { [vpicName: string]: string | undefined }

export type MakeNames = {
  name: string
  /** What vPIC calls it. */
  vpic: string[]
  aliases: string[]
  /** vPIC's model name → the trade's. */
  rename: Names
  /** Models that vPIC counts to another make → the trade's name of the model. */
  own: Names
  /** Regular expressions of vPIC models that are not offered to retail customers in the United States. */
  drop: string[]
  /** Model names of the trade for what vPIC tells as a series or a trim. */
  add: string[]
  /** Electric-only models whose patterns leave that open. */
  electric: string[]
}

/** The retail makes as curated in names/makes.json. */
export const makeNames = makes as MakeNames[]
const byVpicName = new Map(makeNames.flatMap((make) => make.vpic.map((name) => [name, make] as const)))

const severalThings = /[,;/+()&]| or | w\/|\bTBD\b/i
const longestName = 40

/**
 * The model that the trade names by what vPIC calls a series: Silverado of series 1500 is the "Silverado 1500", a 330i
 * of the 3-Series is a "3 Series" whose trim is 330i. Undefined when names/makes.json adds no such model.
 */
export function modelBySeries(
  make: string,
  model: string,
  series: string,
): { model: string; trim?: string } | undefined {
  const added = makeNames.find((names) => names.name === make)?.add ?? []
  if (added.includes(`${model} ${series}`)) return { model: `${model} ${series}` }
  return added.includes(series) ? { model: series, trim: model } : undefined
}

/** Make and model as the trade spells them; a make outside the list stays as vPIC has it. */
export function tradeModel(vpicMake: string, vpicModel: string): { make: string; model: string } {
  for (const make of makeNames) {
    const own = make.own[vpicModel]
    if (own) return { make: make.name, model: own }
  }
  const make = byVpicName.get(vpicMake)
  return { make: make?.name ?? vpicMake.trim(), model: make?.rename[vpicModel] ?? vpicModel.trim() }
}

export function tradeMake(vpicMake: string): string {
  return byVpicName.get(vpicMake)?.name ?? vpicMake.trim()
}

/** A trim, series or engine name that stands for one thing, else undefined. */
export function singleName(text: string): string | undefined {
  const name = text.trim()
  return name === '' || name.length > longestName || severalThings.test(name) ? undefined : name
}

const notTrimPatterns = notTrims.map((pattern) => new RegExp(pattern, 'i'))

/**
 * A trim as a shopper knows it. vPIC's trims also hold cabs, roofs, drives and abbreviations, which are no trims, and
 * the model's own name; those give undefined.
 */
export function tradeTrim(text: string, model: string | undefined): string | undefined {
  const name = singleName(text)
  if (!name || name === model || notTrimPatterns.some((pattern) => pattern.test(name))) return undefined
  return (trimSpellings as Names)[name] ?? name
}

/** "3-Series" → "3 Series"; "1500" and "Cooper S" stay. A maker's internal code ("AGT20L", "70 Series") gives undefined. */
export function tradeSeries(text: string): string | undefined {
  const name = singleName(text)?.replace(/^(\d)-Series$/, '$1 Series')
  if (!name || /^(\d{2,3} Series|Type \w+)$/.test(name)) return undefined
  return /^\d{3,4}$|[a-z]{3}/.test(name) ? name : undefined
}

/** "Sedan/Saloon" → "Sedan". Undefined for what is sold to nobody, such as a chassis. */
export function tradeBodyStyle(bodyClass: string): string | undefined {
  return (bodyStyles as Names)[bodyClass]
}

export function tradeFuelType(primary: string, secondary: string | undefined): string | undefined {
  return (fuelTypes as Names)[secondary ? `${primary} + ${secondary}` : primary]
}

/** "UNITED STATES (USA)" → "United States", "TOYOTA CITY" → "Toyota City". */
export function placeName(text: string): string | undefined {
  const name = text.replace(/\(.*?\)/g, '').trim()
  if (severalThings.test(name)) return undefined
  return name.toLowerCase().replace(/(?<![\p{Letter}'])\p{Letter}/gu, (letter) => letter.toUpperCase())
}
