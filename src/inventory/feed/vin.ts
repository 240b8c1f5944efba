// VINs: what may stand in one, and the check digit of 49 CFR 565.15(c).

/** Values of the letters; digits stand for themselves. I, O and Q have none: they are not in the alphabet (49 CFR 565.13(g)). */
const letterValues: Record<string, number> = {
  ...{ A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8 },
  ...{ J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9 },
  ...{ S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 },
}

/** Weights of positions 1 to 17; position 9 is the check digit itself. */
const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2]

/** The first model year whose VINs have 17 characters. */
export const firstYearOfLongVins = 1981

export type VinReading = { vin: string } | { reason: string }

/**
 * The VIN in a text that is nothing but a VIN: 11 to 17 letters and digits in any case, without I, O and Q.
 * Nothing is trimmed. Gives it in upper case, or the reason why it is none, as a sentence without a full stop.
 */
export function parseVin(text: string): VinReading {
  if (text === '') return { reason: 'VIN is missing' }
  const length = [...text].length
  if (length < 11 || length > 17)
    return { reason: `VIN has ${length} character${length === 1 ? '' : 's'}; it must have 11 to 17` }
  const wrong = /[^A-HJ-NPR-Za-hj-npr-z0-9]/u.exec(text)
  if (!wrong) return { vin: text.toUpperCase() }
  const character = wrong[0]
  const position = wrong.index + 1
  if (/[ioq]/i.test(character))
    return {
      reason: `VIN has the letter ${character.toUpperCase()} at position ${position}; VINs never contain I, O or Q`,
    }
  return { reason: `VIN has "${character}" at position ${position}; VINs have only letters and digits` }
}

/**
 * Whether position 9 of a VIN of 17 upper-case characters is what 49 CFR 565.15(c) computes from the other sixteen:
 * their sum of value times weight, modulo 11, with X for 10. False for any other length: shorter VINs, of model years
 * before 1981, have no check digit.
 */
export function vinCheckDigitOk(vin: string): boolean {
  if (vin.length !== weights.length) return false
  let sum = 0
  for (const [index, weight] of weights.entries()) {
    const character = vin.charAt(index)
    const value = /\d/.test(character) ? Number(character) : letterValues[character]
    if (value === undefined) return false
    sum += value * weight
  }
  const remainder = sum % 11
  return vin[8] === (remainder === 10 ? 'X' : String(remainder))
}
