/** A source of numbers in [0, 1) that gives the same ones for the same seed (mulberry32). */
export function seededRandom(seed: number) {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const between = (lowest: number, highest: number) => lowest + Math.floor(next() * (highest - lowest + 1))
  return {
    next,
    /** A whole number, both ends included. */
    between,
    pick<T>(values: readonly T[]): T {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new Error('There is nothing to pick from')
      return value
    },
    /** So many different values, in a random order; all of them when there are fewer. */
    sample<T>(values: readonly T[], count: number): T[] {
      const left = [...values]
      const taken: T[] = []
      while (taken.length < count && left.length > 0)
        taken.push(...left.splice(between(0, left.length - 1), 1))
      return taken
    },
  }
}

export type SeededRandom = ReturnType<typeof seededRandom>
