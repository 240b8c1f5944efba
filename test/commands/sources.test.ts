// Documents and EPA's file at the command line, without a server: what is added is read before the command ends.

import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { says } from '../harness/fake-model/behaviours.ts'
import { startFakeModel } from '../harness/fake-model/server.ts'
import { openCommandLine } from './command-line.ts'

const line = openCommandLine()
const place = ['--city', 'Rome', '--state', 'NY', '--zip', '13440']
let siteId: string

before(async () => {
  siteId = (await line.json('sites', 'create', '--name', 'A', '--domain', 'a.example.com', ...place)).id
})
after(() => line.close())

function file(name: string, content: string): string {
  const path = join(line.dataFolder, name)
  writeFileSync(path, content)
  return path
}

test('a document is read, listed, held against another and removed', async () => {
  const table = (seats: number) => `| VIN | Seats |\n|---|---|\n| 1HGBH41JXMN109186 | ${seats} |\n`
  const added = await line.json('sources', 'add', '--site', siteId, file('seats.md', table(7)))
  assert.equal(Object.keys(added)[0], 'id')
  assert.deepEqual(
    [added.title, added.status, added.fact_count, added.passage_count],
    ['seats.md', 'ready', 1, 1],
  )
  await line.json('sources', 'add', '--site', siteId, '--title', 'Other', file('other.md', table(8)))
  const listed = await line.json('sources', 'list', '--site', siteId)
  assert.deepEqual(
    listed.map(({ title }: { title: string }) => title),
    ['seats.md', 'Other'],
  )
  const [conflict] = await line.json('sources', 'conflicts', '--site', siteId)
  assert.deepEqual([conflict.attribute, conflict.stated.value, conflict.others[0].value], ['seats', 8, 7])
  await line.json('sources', 'remove', added.id, '--site', siteId)
  assert.deepEqual(await line.json('sources', 'conflicts', '--site', siteId), [])
})

test('where a model is for sources, the command asks it too', async () => {
  const fake = await startFakeModel()
  try {
    const quote = 'The 2026 Honda Pilot seats 8.'
    const subject = { vin: null, year: 2026, make: 'Honda', model: 'Pilot' }
    const seats = { passage: 'P1', subject, attribute: 'seats', value: '8', unit: null, quote }
    fake.always(says(JSON.stringify({ facts: [seats, { ...seats, value: '9' }] })))
    const { code, stdout } = await line.run(
      ['sources', 'add', '--site', siteId, '--json', file('pilot.md', quote)],
      {
        FORECOURT_MODEL: 'ollama/qwen3',
        FORECOURT_MODEL_FOR: 'sources',
        OLLAMA_BASE_URL: `${fake.url}/v1`,
      },
    )
    const added = JSON.parse(stdout)
    assert.deepEqual(
      [code, added.fact_count, added.prose_fact_count, added.prose_dropped_count],
      [0, 0, 1, 1],
    )
  } finally {
    await fake.stop()
  }
})

test('what cannot be read ends with 1 and a line that says what to do', async () => {
  const wrong: [string, RegExp][] = [
    [file('broken.pdf', 'no pdf'), /broken\.pdf was not read: The PDF is damaged/],
    [file('picture.png', 'png'), /must end in pdf/],
    ['no-such.pdf', /cannot be read/],
    ['notes.constructor', /A file must end in pdf/],
    ['https://10.0.0.1/', /^url must/m],
  ]
  for (const [what, sentence] of wrong) {
    const { code, stdout, stderr } = await line.run(['sources', 'add', '--site', siteId, what])
    assert.equal(code, 1, what)
    assert.match(stdout + stderr, sentence)
    assert.doesNotMatch(stderr, /Something went wrong/)
  }
})

test('EPA’s file is counted; another file is refused with where to get it', async () => {
  const columns =
    'id,year,make,model,baseModel,fuelType1,fuelType2,city08,highway08,comb08,range,rangeA,cylinders,displ,drive'
  const row = '1,2026,Honda,CR-V FWD,CR-V,Regular Gasoline,,28,34,30,0,,4,1.5,Front-Wheel Drive'
  const report = await line.json('sources', 'add-epa', file('vehicles.csv', `${columns}\n${row}\n`))
  assert.deepEqual(report, { rows: 1, skipped: 0, facts: 7 })
  const { code, stderr } = await line.run(['sources', 'add-epa', file('feed.csv', 'VIN,Price\n1,2\n')])
  assert.equal(code, 1)
  assert.match(stderr, /fueleconomy\.gov/)
})
