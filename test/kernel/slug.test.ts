import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { slugOf, slugPattern } from '#kernel/slug.ts'

const pattern = new RegExp(slugPattern, 'u')

test('a title becomes the words that its readers read', () => {
  const cases: [string, string][] = [
    ['2026 Honda CR-V: What’s New?', '2026-honda-cr-v-whats-new'],
    ['  Über die Straße -- Café & Crème  ', 'uber-die-straße-cafe-creme'],
    ['Đánh giá xe ô tô', 'đanh-gia-xe-o-to'],
    ['2026年ホンダのガイド', '2026年ホンダのガイド'],
    ['혼다 시빅 2026', '혼다-시빅-2026'],
    ['מדריך הונדה', 'מדריך-הונדה'],
    ['سيارة هوندا', 'سيارة-هوندا'],
    ['می‌خواهم بخرم', 'می-خواهم-بخرم'],
    ['Обзор Honda Й', 'обзор-honda-й'],
    ['Zero\u200b width\u202e and soft\u00adhyphen', 'zero-width-and-softhyphen'],
    ['🚗 !!! </script>', 'script'],
    ['🚗', ''],
    ['', ''],
  ]
  for (const [title, slug] of cases) assert.equal(slugOf(title), slug, title)
})

test('a long one is cut between words, and a single long word inside', () => {
  assert.equal(slugOf('one two three', 7), 'one-two')
  assert.equal(slugOf('one two three', 8), 'one-two')
  assert.equal(slugOf('one two three', 10), 'one-two')
  assert.equal(slugOf('x'.repeat(50), 10), 'x'.repeat(10))
})

test('whatever is made of any text is a slug, and is made of itself again', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }))
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 40 }), (title, max) => {
      const slug = slugOf(title, max)
      if (slug === '') return
      assert.match(slug, pattern)
      assert.equal(slug.normalize('NFC'), slug)
      assert.ok([...slug].length <= max)
      assert.equal(slugOf(slug, max), slug)
    }),
    { numRuns: 5000 },
  )
})

test('no slug has capitals, hyphens side by side or at its ends, or what cannot be seen', () => {
  for (const text of [
    ...['Ab', '-a', 'a-', 'a--b', 'a b', 'a_b', 'a/b', 'a.b', 'a%20b', '', '\u0301a', 'a-\u0301'],
    ...['a\u200bb', 'a\u3164b', '\u3164', 'a\u202eb', 'a\ufe0fb', 'a\u034fb', "a'b", 'ǅ'],
  ]) {
    assert.doesNotMatch(text, pattern, JSON.stringify(text))
  }
})
