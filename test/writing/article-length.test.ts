import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentDepths, countWords, targetWordsFor } from '../../src/writing/index.ts'
import { articleInput, models, question, siteFacts, stockOf, writeArticle } from './article-sample.ts'

const asked = [
  'How much does the {m} cost?',
  'Which colors of the {m} are in stock?',
  'How reliable is the {m}?',
]

async function meanWords(
  articleType: 'basic' | 'qa' | 'enhancedcontent',
  targetWords: number,
): Promise<number> {
  const lengths = []
  for (const model of models.slice(0, 12)) {
    const facts = [...siteFacts, ...stockOf(model, 30)]
    const questions = asked.map((text) => question(text.replace('{m}', model)))
    const input = { articleType, keyword: model, facts, questions, targetWords, seed: model }
    lengths.push((await writeArticle(articleInput(input))).wordCount)
  }
  return lengths.reduce((sum, words) => sum + words, 0) / lengths.length
}

test('while facts are left an article comes within 15 % of its target', async () => {
  for (const articleType of ['basic', 'qa', 'enhancedcontent'] as const) {
    for (const depth of contentDepths.slice(0, 3)) {
      const target = targetWordsFor(articleType, depth)
      const words = await meanWords(articleType, target)
      assert.ok(Math.abs(words - target) <= 0.15 * target, `${articleType} ${depth}: ${words} of ${target}`)
    }
  }
})

test('so does a comparison of two, three or five stocks', async () => {
  for (const count of [2, 3, 5]) {
    for (const depth of contentDepths.slice(0, 3)) {
      const target = targetWordsFor('comparison', depth)
      const lengths = []
      for (let at = 0; at + count <= 20; at += count) {
        const names = models.slice(at, at + count)
        const facts = [...siteFacts, ...names.flatMap((name) => stockOf(name, 30))]
        const questions = asked.map((text) => question(text.replace('{m}', names.join(' and the '))))
        const input = {
          articleType: 'comparison',
          facts,
          questions,
          targetWords: target,
          seed: `${at}`,
        } as const
        lengths.push((await writeArticle(articleInput(input))).wordCount)
      }
      const words = lengths.reduce((sum, length) => sum + length, 0) / lengths.length
      assert.ok(Math.abs(words - target) <= 0.15 * target, `${count} stocks, ${depth}: ${words} of ${target}`)
    }
  }
})

test('a target beyond the facts is not reached: the text ends when the facts do', async () => {
  const facts = [...siteFacts, ...stockOf('Honda Civic', 2)]
  const written = async (targetWords: number) =>
    (await writeArticle(articleInput({ facts, targetWords }))).wordCount
  assert.equal(await written(5000), await written(2500))
  assert.ok((await written(5000)) < 700)
})

test('words are counted as a reader sees them', () => {
  assert.equal(countWords('## Two words\n\nSee [the page](https://dealer.example/a-long/path).\n'), 5)
  assert.equal(countWords('| A | B |\n| --- | --- |\n| one two | $3,000 |\n'), 5)
  assert.equal(countWords(''), 0)
})
