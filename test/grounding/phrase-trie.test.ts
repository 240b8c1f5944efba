import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addPhrase, longestAt, makeTrie, phrasesAt, type TrieNode } from '#grounding/text/phrase-trie.ts'
import { stemsOf, tokenize } from '#grounding/text/tokens.ts'

const trieOf = (phrases: readonly string[]): TrieNode<string> => {
  const root: TrieNode<string> = makeTrie()
  for (const phrase of phrases) addPhrase(root, stemsOf(phrase), phrase)
  return root
}
const trie = trieOf(['heated', 'heated seats', 'heated seats in front', 'roof'])
const all = (text: string, from = 0, to = Number.POSITIVE_INFINITY): string[] => {
  const tokens = tokenize(text)
  return phrasesAt(trie, tokens, from, Math.min(to, tokens.length)).flatMap(({ values }) => values)
}
const longest = (text: string, from = 0, to = Number.POSITIVE_INFINITY): string | undefined => {
  const tokens = tokenize(text)
  return longestAt(trie, tokens, from, Math.min(to, tokens.length))?.values[0]
}

test('every phrase that begins at a word is found, shortest first, and the longest by itself', () => {
  assert.deepEqual(all('Heated seats in front of you'), ['heated', 'heated seats', 'heated seats in front'])
  assert.equal(longest('Heated seats in front of you'), 'heated seats in front')
  assert.equal(longest('Heated seats in back'), 'heated seats')
  assert.equal(longest('the roof', 1), 'roof')
})

test('a phrase ends at a comma, at a break and where it is told to', () => {
  for (const text of ['Heated, seats in front', 'Heated: seats in front']) {
    assert.deepEqual(all(text), ['heated'])
    assert.equal(longest(text), 'heated')
  }
  assert.equal(longest('Heated seats in front', 0, 2), 'heated seats')
  assert.deepEqual(all('roof', 0, 0), [])
  assert.equal(longest('roof', 0, 0), undefined)
})

test('where no phrase begins there is none, nor behind the last word', () => {
  assert.deepEqual(all('seats'), [])
  assert.equal(longest('seats'), undefined)
  assert.equal(longest('roof', 1), undefined)
  assert.equal(longestAt(makeTrie(), tokenize('roof'), 0, 1), undefined)
})

test('each of a thousand first words is found, however many there are', () => {
  const words = Array.from({ length: 1000 }, (_, i) => `item${i}x roof`)
  const many = trieOf(words)
  for (const word of words) assert.deepEqual(longestAt(many, tokenize(word), 0, 2)?.values, [word])
})
