// How a VIN is built. 49 CFR 565.15: (a) the maker's identifier, (b) position 7 of cars and light trucks, a letter
// since 2010, (c) the check digit, (d) the model year's code in position 10, which repeats after 30 years.

const vinShape = /^[A-HJ-NPR-Z0-9]{17}$/
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]
// biome-ignore format: rows as in the rule's table
const letterValues: { [letter: string]: number | undefined } = {
  A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8,
  J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9,
  S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9,
}

const yearCodes = 'ABCDEFGHJKLMNPRSTVWXY123456789'
const firstYear = 1980

/** 17 upper-case characters without I, O and Q. */
export function isWellFormedVin(vin: string): boolean {
  return vinShape.test(vin)
}

/**
 * The character that position 9 of a VIN must have: "0" to "9" or "X", whatever stands there now.
 * Undefined for what is no 17-character VIN. Source: 49 CFR 565.15(c).
 */
export function checkDigit(vin: string): string | undefined {
  if (!isWellFormedVin(vin)) return undefined
  let sum = 0
  for (const [index, character] of [...vin].entries()) {
    sum += (letterValues[character] ?? Number(character)) * (weights[index] ?? 0)
  }
  const remainder = sum % 11
  return remainder === 10 ? 'X' : String(remainder)
}

/** The maker's identifier: three characters, six (with positions 12-14) for a small maker, whose third is 9. Source: 49 CFR 565.15(a). */
export function wmiOf(vin: string): string {
  return vin[2] === '9' ? vin.slice(0, 3) + vin.slice(11, 14) : vin.slice(0, 3)
}

/**
 * The model years that position 10 can mean, the one that position 7 points to first: a letter there means 2010 or
 * later, a digit before 2010. Years after `lastYear` are left out. Empty for a code that means no year.
 */
export function possibleModelYears(vin: string, lastYear: number): number[] {
  const index = yearCodes.indexOf(vin.charAt(9))
  if (index < 0) return []
  const early = firstYear + index
  const years = /\d/.test(vin.charAt(6)) ? [early, early + 30] : [early + 30, early]
  return years.filter((year) => year <= lastYear)
}
