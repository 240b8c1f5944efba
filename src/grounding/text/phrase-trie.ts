/** Phrases by their stems; a walk costs as many steps as the phrase has words, whatever the number of phrases. */
export type TrieNode<T> = {
  /** Most nodes are the end of a phrase, and have no map of their own. */
  next: Map<string, TrieNode<T>> | undefined
  here: T[] | undefined
  /** Of a root: its first stems as bits by their hash. Most words of a text begin no phrase; a bit says so before the map. */
  firsts: Uint32Array | undefined
}

export function makeTrie<T>(): TrieNode<T> {
  return { next: undefined, here: undefined, firsts: undefined }
}

/** Bits of `firsts` for each stem, so that few others share one. */
const bitsOfStem = 16
const bitsOfWord = 32

/** A number for a stem, the same for equal ones (FNV-1a, https://www.rfc-editor.org/rfc/rfc9923). */
export function hashOf(stem: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < stem.length; i++) hash = Math.imul(hash ^ stem.charCodeAt(i), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function setBit(bits: Uint32Array, hash: number): void {
  const at = hash & (bits.length * bitsOfWord - 1)
  bits[at >> 5]! |= 1 << (at & 31)
}

const mayHold = (bits: Uint32Array, hash: number): boolean => {
  const at = hash & (bits.length * bitsOfWord - 1)
  return (bits[at >> 5]! & (1 << (at & 31))) !== 0
}

function addFirst<T>(root: TrieNode<T>, stem: string): void {
  const stems = root.next!
  if (root.firsts && root.firsts.length * bitsOfWord >= stems.size * bitsOfStem) {
    setBit(root.firsts, hashOf(stem))
    return
  }
  root.firsts = new Uint32Array(root.firsts ? root.firsts.length * 2 : 4)
  for (const one of stems.keys()) setBit(root.firsts, hashOf(one))
}

export function addPhrase<T>(root: TrieNode<T>, stems: readonly string[], value: T): void {
  if (stems.length === 0) return
  let node = root
  for (const stem of stems) {
    node.next ??= new Map()
    let child = node.next.get(stem)
    if (!child) {
      child = makeTrie()
      node.next.set(stem, child)
      if (node === root) addFirst(root, stem)
    }
    node = child
  }
  if (node.here) node.here.push(value)
  else node.here = [value]
}

type Word = { stem: string; hash: number; gap: string }

export type Phrase<T> = { end: number; values: T[] }

/** Most words of a text begin no phrase, which one bit tells. */
const mayBegin = <T>({ firsts }: TrieNode<T>, word: Word | undefined): word is Word =>
  word !== undefined && (firsts === undefined || mayHold(firsts, word.hash))

/** A comma or a break ends a phrase. */
const parts = ({ gap }: Word): boolean => gap === 'comma' || gap === 'break'

/** Every phrase that begins at token `from` and ends by `to`, shortest first. */
export function phrasesAt<T>(
  root: TrieNode<T>,
  tokens: readonly Word[],
  from: number,
  to: number,
): Phrase<T>[] {
  const found: Phrase<T>[] = []
  if (!mayBegin(root, tokens[from])) return found
  let node: TrieNode<T> | undefined = root
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (i > from && parts(token)) break
    node = node.next?.get(token.stem)
    if (!node) break
    if (node.here) found.push({ end: i + 1, values: node.here })
  }
  return found
}

/** The longest of them. */
export function longestAt<T>(
  root: TrieNode<T>,
  tokens: readonly Word[],
  from: number,
  to: number,
): Phrase<T> | undefined {
  if (!mayBegin(root, tokens[from])) return undefined
  let end = from
  let values: T[] | undefined
  let node: TrieNode<T> | undefined = root
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (i > from && parts(token)) break
    node = node.next?.get(token.stem)
    if (!node) break
    if (node.here) {
      end = i + 1
      values = node.here
    }
  }
  return values && { end, values }
}

/** The same for one phrase of words that stands nowhere in a text. */
export function phraseOf<T>(root: TrieNode<T>, stems: readonly string[]): T[] {
  let node: TrieNode<T> | undefined = root
  for (const stem of stems) {
    node = node.next?.get(stem)
    if (!node) return []
  }
  return node.here ?? []
}
