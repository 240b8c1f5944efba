/** Phrases by their stems; a walk costs as many steps as the phrase has words, whatever the number of phrases. */
export type TrieNode<T> = {
  /** Most nodes are the end of a phrase, and have no map of their own. */
  next: Map<string, TrieNode<T>> | undefined
  here: T[] | undefined
}

export function makeTrie<T>(): TrieNode<T> {
  return { next: undefined, here: undefined }
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
    }
    node = child
  }
  if (node.here) node.here.push(value)
  else node.here = [value]
}

type Word = { stem: string; gap: string }

/** Every phrase that begins at token `from` and ends by `to`, shortest first. A comma or a break ends a phrase. */
export function phrasesAt<T>(
  root: TrieNode<T>,
  tokens: readonly Word[],
  from: number,
  to: number,
): { end: number; values: T[] }[] {
  const first = tokens[from]
  if (!first || from >= to || !root.next?.has(first.stem)) return []
  const found: { end: number; values: T[] }[] = []
  let node: TrieNode<T> | undefined = root
  for (let i = from; i < to; i++) {
    const token = tokens[i]!
    if (i > from && (token.gap === 'comma' || token.gap === 'break')) break
    node = node.next?.get(token.stem)
    if (!node) break
    if (node.here) found.push({ end: i + 1, values: node.here })
  }
  return found
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
