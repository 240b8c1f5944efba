import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { builtInWriter } from '#writing/port.ts'
import { openDesk, type WritingDesk } from './writing-desk.ts'

let desk: WritingDesk
let cloudId: string

before(async () => {
  desk = await openDesk()
  cloudId = await desk.cloud('2026 Honda CR-V')
})
after(() => desk.app.stop())

/** No fact of the demo's inventory carries any of these. */
const inventions: [string, RegExp][] = [
  ['The 2026 Honda CR-V Limited is here.', /CR-V Limited/],
  ['Prices start at $12,345.', /12,345/],
  ['Every 2026 Honda CR-V has massaging seats.', /massag/i],
  ['The 2026 Honda CR-V won the Golden Wheel award.', /Golden Wheel|award/i],
]

async function write(title: string, more: Record<string, unknown> = {}) {
  const { id } = (await desk.create({ ideacloud_id: cloudId, title, ...more })).body.data
  const content = await desk.settle(id)
  const { rows } = await desk.app.database.pool.query(
    'SELECT claims FROM content_versions WHERE content_id = $1',
    [id],
  )
  return { content, text: (await desk.body(id)).content as string, claims: rows[0]?.claims }
}

function assertHonest({ content, text, claims }: Awaited<ReturnType<typeof write>>): void {
  assert.equal(content.status, 'complete')
  for (const [, words] of inventions) assert.doesNotMatch(text, words)
  assert.equal(content.grounding.supported, claims.supported.length)
  assert.equal(content.grounding.removed, claims.removed.length)
  const known = new Set(claims.facts.map((fact: { id: string }) => fact.id))
  for (const claim of claims.supported) {
    assert.equal(claim.status, 'supported', claim.text)
    assert.equal(text.slice(claim.start, claim.end), claim.text)
    assert.ok(claim.factIds.length > 0, claim.text)
    for (const id of claim.factIds) assert.ok(known.has(id), claim.text)
  }
}

test('of what a writer invents nothing is in the finished body, and it is counted as removed', async () => {
  desk.scripts.set('Inventive', async (section, context) => {
    const own = await builtInWriter.phrase(section, context)
    return [own, ...inventions.map(([sentence]) => sentence)].join('\n\n')
  })
  const honest = await write('Honest')
  const inventive = await write('Inventive')
  assertHonest(inventive)
  assert.ok(inventive.content.grounding.removed >= inventions.length)
  assert.ok(inventive.content.grounding.supported > honest.content.grounding.supported / 2)
})

test('what a writer invents inside a sentence that is true goes with that sentence or without it', async () => {
  desk.scripts.set('Sly', async (section, context) => {
    const own = await builtInWriter.phrase(section, context)
    return own.replaceAll('. ', ', with massaging seats from just $12,345. ')
  })
  assertHonest(await write('Sly'))
})

test('a writer whose every word is cut does not make an empty article', async () => {
  desk.scripts.set('Liar', () => inventions.map(([sentence]) => sentence).join(' '))
  const written = await write('Liar')
  assertHonest(written)
  assert.ok(written.content.word_count > 100, `${written.content.word_count} words`)
  assert.ok(written.content.grounding.removed >= inventions.length)
})

test('a writer that says nothing does not make an empty article', async () => {
  desk.scripts.set('Silent', () => '')
  const { content } = await write('Silent')
  assert.ok(content.word_count > 100, `${content.word_count} words`)
})

test('what another language lost is not filled with English', async () => {
  const [[lie] = ['']] = inventions
  desk.scripts.set('Visítenos', (section) => (section.turn % 2 === 0 ? 'Venga a verlo.' : `${lie} ${lie}`))
  const { content, text } = await write('Visítenos', { language: 'Spanish' })
  assert.equal(content.status, 'complete')
  assert.match(text, /Venga a verlo\./)
  // Headings are the plan's.
  assert.doesNotMatch(text.replace(/^#.*$/gm, ''), /\b(the|is) /i)
})
