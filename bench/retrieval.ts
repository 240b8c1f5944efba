// Retrieval on a site of 100,000 passages: questions of four to eight words against passages of about eighty, whose
// words are as common and as rare as those of a language are. Every second question has the words of some passage.

import { randomInt } from 'node:crypto'
import { newId } from '#kernel/ids.ts'
import { retrieve } from '#knowledge/index.ts'
import { percentile } from './load.ts'
import { ms, note, type Row } from './rows.ts'
import type { Stage } from './stage.ts'

const passages = 100_000
const passagesAtOnce = 2000
const questions = 500
const warmUp = 50

/**
 * Zipf's law: the nth word of a language is an nth as common as the first. The first sixty are stop words, which no
 * index has: what is left of them at the top stands in every fifth passage.
 */
const syllables = 'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu bra cle dri flo gru'.split(' ')
const words = Array.from({ length: 20_000 }, (_, at) =>
  [at * 31, at * 17 + 5, at / 25, at / 625].map((n) => syllables[Math.floor(n) % syllables.length]).join(''),
)
const stopWords = 60
function word(): string {
  const share = randomInt(1_000_000) / 1_000_000
  const rank = stopWords * ((words.length + stopWords) / stopWords) ** share
  return words[Math.floor(rank) - stopWords] as string
}
const text = (many: number) => Array.from({ length: many }, word).join(' ')

export async function retrieving(stage: Stage): Promise<Row> {
  const known = await seed(stage)
  note(`retrieval: ${passages} passages are there`)
  const [ours, limit]: [number[], number[]] = [[], []]
  for (let at = 0; at < questions + warmUp; at++) {
    const many = 4 + randomInt(5)
    const question = at % 2 === 0 ? text(many) : someOf(known[randomInt(known.length)] ?? '', many)
    const from = performance.now()
    await retrieve(stage.database.db, stage.siteId, { question, subjects: ['model:2026 Honda Pilot'] })
    const middle = performance.now()
    await stage.database.pool.query('SELECT to_tsvector($1)', [question])
    if (at < warmUp) continue
    ours.push(middle - from)
    limit.push(performance.now() - middle)
  }
  for (const times of [ours, limit]) times.sort((a, b) => a - b)
  return {
    what: 'retrieval, 100,000 passages, p95',
    ours: ms(percentile(ours, 0.95)),
    limit: ms(percentile(limit, 0.95)),
    ratio: '',
    p50: ms(percentile(ours, 0.5)),
    p99: ms(percentile(ours, 0.99)),
    target: '< 20 ms',
  }
}

function someOf(passage: string, many: number): string {
  const all = passage.split(' ')
  return Array.from({ length: many }, () => all[randomInt(all.length)]).join(' ')
}

/** @returns the texts of some passages. */
async function seed({ database: { pool }, siteId }: Stage): Promise<string[]> {
  const sourceId = newId()
  const known: string[] = []
  await pool.query(
    `INSERT INTO sources (id, site_id, kind, title, status, created_at, updated_at, retrieved_at)
     VALUES ($1, $2, 'upload', 'Bench', 'ready', now(), now(), now())`,
    [sourceId, siteId],
  )
  for (let at = 0; at < passages; at += passagesAtOnce) {
    const rows = Array.from({ length: passagesAtOnce }, (_, i) => ({
      id: newId(),
      place: at + i,
      heading: text(5),
      text: text(80),
    }))
    known.push(rows[0]?.text ?? '')
    await pool.query(
      `INSERT INTO passages (id, site_id, source_id, place, start, heading, text)
       SELECT id, $1, $2, place, 0, heading, text
       FROM json_to_recordset($3::json) AS p (id uuid, place integer, heading text, text text)`,
      [siteId, sourceId, JSON.stringify(rows)],
    )
  }
  await pool.query('INSERT INTO passage_words (site_id, word) SELECT $1, unnest($2::text[])', [
    siteId,
    [...new Set(words)],
  ])
  await pool.query('VACUUM ANALYZE passages, passage_words')
  return known
}
