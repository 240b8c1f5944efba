// Choices that repeat: the same seed gives the same sequence on every machine and in every release,
// so a text can be made again from its facts and its seed. Not for secrets.

/** A source of repeatable choices. Every call moves it on; `fork` gives an independent source that does not. */
export type Picker = {
  /** An integer in [0, bound). */
  below(bound: number): number
  /** @throws RangeError when there is nothing to pick from. */
  pick<T>(items: readonly T[]): T
  /** A new array in another order (Fisher-Yates). */
  shuffle<T>(items: readonly T[]): T[]
  /** True in this share of calls, 0 to 1. */
  chance(share: number): boolean
  /** Another source for a named purpose: adding choices to one purpose leaves the others as they were. */
  fork(label: string): Picker
}

/** 32-bit FNV-1a over UTF-16 code units, then the MurmurHash3 finaliser so that near seeds part at once. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return mix(hash)
}

function mix(value: number): number {
  let word = value
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35)
  return (word ^ (word >>> 16)) >>> 0
}

/** A picker for a seed: any text, such as a VIN or a content id. A Weyl sequence through a 32-bit mixer. */
export function createPicker(seed: string): Picker {
  let state = hashText(seed)
  const next = () => {
    state = (state + 0x9e3779b9) >>> 0
    return mix(state)
  }
  const below = (bound: number) => Math.floor((next() / 0x1_0000_0000) * bound)
  return {
    below,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError('nothing to pick from')
      return items[below(items.length)] as T
    },
    shuffle<T>(items: readonly T[]): T[] {
      const order = [...items]
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = below(i + 1)
        const held = order[i] as T
        order[i] = order[j] as T
        order[j] = held
      }
      return order
    },
    chance: (share) => next() / 0x1_0000_0000 < share,
    fork: (label) => createPicker(`${seed}\u0000${label}`),
  }
}
