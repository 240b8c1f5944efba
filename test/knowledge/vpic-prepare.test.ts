import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openVpic } from '../../src/knowledge/vpic/vpic.ts'

const folder = mkdtempSync(join(tmpdir(), 'vpic-prepare-'))
after(() => rmSync(folder, { recursive: true, force: true }))

async function decodeOnce(cacheFolder: string) {
  const vpic = await openVpic({ cacheFolder })
  const decoding = vpic.decode('1HGCM82633A004352')
  vpic.close()
  return decoding.values.model
}

test('two that prepare the same folder at once both decode, and one whole file is left', async () => {
  const cacheFolder = join(folder, 'made', 'on', 'the', 'way')
  assert.deepEqual(await Promise.all([decodeOnce(cacheFolder), decodeOnce(cacheFolder)]), [
    'Accord',
    'Accord',
  ])
  assert.match(readdirSync(cacheFolder).join(), /^vpic-[\d.]+-\d+\.db$/)
})

test('a prepared file is opened, not made again; a broken one is made again; what a killed process left is removed', async () => {
  const cacheFolder = join(folder, 'made', 'on', 'the', 'way')
  const [name = ''] = readdirSync(cacheFolder)
  const path = join(cacheFolder, name)
  const first = statSync(path)
  assert.equal(await decodeOnce(cacheFolder), 'Accord')
  assert.equal(statSync(path).ino, first.ino)

  const abandoned = join(cacheFolder, '.vpic-preparing-killed')
  const running = join(cacheFolder, '.vpic-preparing-other')
  for (const path of [abandoned, running]) mkdirSync(path)
  utimesSync(abandoned, new Date(0), new Date(0))
  writeFileSync(path, 'no database')
  assert.equal(await decodeOnce(cacheFolder), 'Accord')
  assert.equal(statSync(path).size, first.size)
  assert.deepEqual([existsSync(abandoned), existsSync(running)], [false, true])
})

test('a folder that cannot be made is an error', async () => {
  const file = join(folder, 'file')
  writeFileSync(file, '')
  await assert.rejects(openVpic({ cacheFolder: join(file, 'below') }), { code: /ENOTDIR|EEXIST/ })
})
