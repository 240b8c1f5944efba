import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import { livingPostmaster } from '#db/embedded/postmaster.ts'
import { cleanUp, madeDataFolder, ready, startOwner } from './embedded-processes.ts'

afterEach(cleanUp)

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`${signal} to the whole process group leaves the database up until stop(), which ends it cleanly`, async () => {
    const dataFolder = await madeDataFolder()
    const owner = startOwner(dataFolder)
    await ready(owner)
    process.kill(-owner.pid, signal)
    const said = await owner.next()
    assert.equal(said?.signal, signal)
    assert.equal(said?.answer, 42)
    assert.deepEqual(await owner.exited, { code: 0, signal: null, stderr: '' })
    assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
    const serverLog = await readFile(join(dataFolder, 'postgres.log'), 'utf8')
    assert.match(serverLog, /received fast shutdown request/)
    assert.match(serverLog.trimEnd(), /database system is shut down$/)
    assert.doesNotMatch(serverLog, /FATAL|PANIC|smart shutdown/)
  })
}
