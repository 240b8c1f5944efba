import makes from './makes.json' with { type: 'json' }

/** A make sold to retail customers in the United States since 1990. */
export type Make = {
  /** The trade's spelling: "Honda", "BMW", "GMC", "Ram". */
  name: string
  /** Other names that people use: "Chevy", "VW". */
  aliases: string[]
  /** Of model years since 1996, as NHTSA vPIC names them and as the trade does where that differs. */
  models: string[]
  /** Those of the models that are sold with an electric motor alone. */
  electricModels: string[]
}

/** For comparing names: lower case, without accents, spaces, hyphens and dots, "&" as "and". "F-150" and "F 150" give "f150". */
export function normalizeName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('&', 'and')
    .replace(/[^\p{Letter}\p{Number}]/gu, '')
}

const byName = new Map<string, Make>()
for (const make of makes)
  for (const name of [make.name, ...make.aliases]) byName.set(normalizeName(name), make)

/** Every retail make, by name. Source: NHTSA vPIC. */
export function listMakes(): readonly Make[] {
  return makes
}

/** The make of that name or alias, in any case: "chevy" finds Chevrolet. The text must be the name alone. */
export function findMake(text: string): Make | undefined {
  return byName.get(normalizeName(text))
}
