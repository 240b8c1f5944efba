// What stands behind a make or a model and belongs to it: a powertrain's word ("Hybrid", "EV"), a trim, or the number
// by which some makes name their models ("RX 350", "C300").

import { type Catalogue, modelNamesOf } from './catalogue.ts'
import type { Powertrain } from './types.ts'
import { compact } from './words.ts'

export type Version = {
  model: string
  trim: string | null
  /** As the trade writes make, model and trim: "Honda Civic Sport", "Lexus RX 350". */
  name: string
  /** The words beside the name say so. */
  powertrain: Powertrain | null
  /** The first token behind it. */
  end: number
}

const variants: readonly { words: string[]; powertrain: Powertrain; suffix: string }[] = [
  { words: ['plug', 'in', 'hybrid'], powertrain: 'plug_in_hybrid', suffix: 'Plug-In Hybrid' },
  { words: ['plugin', 'hybrid'], powertrain: 'plug_in_hybrid', suffix: 'Plug-In Hybrid' },
  { words: ['phev'], powertrain: 'plug_in_hybrid', suffix: 'Plug-In Hybrid' },
  { words: ['4xe'], powertrain: 'plug_in_hybrid', suffix: '4xe' },
  { words: ['hybrid'], powertrain: 'hybrid', suffix: 'Hybrid' },
  { words: ['ev'], powertrain: 'electric', suffix: 'EV' },
  { words: ['electric'], powertrain: 'electric', suffix: 'Electric' },
  { words: ['diesel'], powertrain: 'diesel', suffix: 'Diesel' },
]

/** "Civic hybrid battery" names a version; "Civic electric parking brake" does not. */
const notAVersion = /^(?:car|charg|suv|vehicle|park|truck)/
/** "Accord limited time offer", "Outback premium gas" */
const wordTrims = /^(?:limited|premium|select|core|plus|standard)$/
const notATrim = /^(?:time|price|pricing|gas|cost|fuel|edition)/

export function nameOf(make: string, model: string, trim: string | null): string {
  const start = model.toLowerCase().startsWith(make.toLowerCase()) ? model : `${make} ${model}`
  return trim ? `${start} ${trim}` : start
}

function readVariant(tokens: readonly string[], at: number) {
  const variant = variants.find(({ words }) => words.every((word, i) => tokens[at + i] === word))
  return variant && !notAVersion.test(tokens[at + variant.words.length] ?? '') ? variant : undefined
}

function readTrim(
  tokens: readonly string[],
  at: number,
  trims: ReadonlyMap<string, string>,
): { trim: string; end: number } | null {
  for (let length = Math.min(4, tokens.length - at); length >= 1; length--) {
    const key = tokens.slice(at, at + length).join('')
    const trim = trims.get(key)
    if (trim && !(wordTrims.test(key) && notATrim.test(tokens[at + length] ?? '')))
      return { trim, end: at + length }
  }
  return null
}

/** "C 300", "RX350": letters of a model of this make, and a number. */
function readCode(tokens: readonly string[], at: number, make: string) {
  const [first = '', second = ''] = tokens.slice(at, at + 2)
  const isSplit = /^[a-z]{1,3}$/.test(first) && /^\d/.test(second)
  const [, letters = '', digits = ''] =
    /^([a-z]{1,3})(\d{2,3}[a-z]{0,2})$/.exec(isSplit ? first + second : first) ?? []
  const model = letters && modelNamesOf(make).find((name) => compact(name.replace(/-Class$/, '')) === letters)
  if (!model) return null
  const code = `${letters.toUpperCase()} ${digits}`
  return { model, code, trim: model === letters.toUpperCase() ? digits : code, end: at + (isSplit ? 2 : 1) }
}

/** The version of a model that the tokens from `from` on name; of a make alone, null unless a number names a model. */
export function readVersion(
  tokens: readonly string[],
  from: number,
  make: string,
  model: string | null,
  catalogue: Catalogue,
): Version | null {
  if (model === null) {
    const code = readCode(tokens, from, make)
    if (!code) return null
    const more = readTrim(tokens, code.end, catalogue.trimsOf(make, code.model))
    const behind = more ? ` ${more.trim}` : ''
    return {
      model: code.model,
      trim: code.trim + behind,
      name: `${make} ${code.code}${behind}`,
      powertrain: null,
      end: more?.end ?? code.end,
    }
  }
  const trims = catalogue.trimsOf(make, model)
  const before = readVariant(tokens, from)
  let end = from + (before?.words.length ?? 0)
  const found = readTrim(tokens, end, trims)
  end = found?.end ?? end
  const after = before ? undefined : readVariant(tokens, end)
  end += after?.words.length ?? 0
  const variant = before ?? after
  const isNumbered = !found && /^[A-Z]{2,3}$/.test(model) && /^\d{3}h?$/.test(tokens[end] ?? '')
  const trim = isNumbered ? (tokens[end] ?? null) : (found?.trim ?? null)

  const suffix =
    variant && !model.toLowerCase().endsWith(variant.suffix.toLowerCase()) ? ` ${variant.suffix}` : ''
  // A battery version is a model of its own in this trade ("Equinox EV"); a hybrid is a version of its model.
  const fullModel = suffix === ' EV' ? model + suffix : model
  return {
    model: fullModel,
    trim,
    name: nameOf(make, suffix === ' EV' ? fullModel : model + suffix, trim),
    powertrain: variant?.powertrain ?? null,
    end: isNumbered ? end + 1 : end,
  }
}
