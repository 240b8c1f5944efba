import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { cp, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, test } from 'node:test'
import pg from 'pg'
import { attachOrStart, findRunning, startEmbedded } from '#db/embedded/embedded-postgres.ts'
import { disarmPidFile, livingPostmaster } from '#db/embedded/postmaster.ts'
import { silentLog } from '#kernel/log.ts'
import {
  cleanUp,
  endProcess,
  killHard,
  killServer,
  madeDataFolder,
  newDataFolder,
  type Owner,
  query,
  ready,
  startOwner,
  until,
} from './embedded-processes.ts'

afterEach(cleanUp)

const log = silentLog

test('a server that a killed owner left running is adopted, with all its data', async () => {
  const dataFolder = await madeDataFolder()
  const first = startOwner(dataFolder)
  const { url } = await ready(first)
  await query(url, `CREATE TABLE kept AS SELECT 'here' AS word`)
  const server = await livingPostmaster(join(dataFolder, 'postgres'))
  await killHard(first)

  const second = await ready(startOwner(dataFolder))
  assert.equal(second.adopted, true)
  assert.deepEqual(await query(second.url, 'SELECT word FROM kept'), [{ word: 'here' }])
  assert.deepEqual(await livingPostmaster(join(dataFolder, 'postgres')), server)
})

test('a second owner is refused with the pid of the first, the folder and what to do, and exits 1', async () => {
  const dataFolder = await madeDataFolder()
  const first = startOwner(dataFolder)
  const { url } = await ready(first)
  const { code, stderr } = await startOwner(dataFolder).exited
  assert.equal(code, 1)
  assert.equal(
    stderr,
    `Another Forecourt server (pid ${first.pid}) is using the data folder ${dataFolder}. Stop it, or choose another folder with FORECOURT_DATA.\n`,
  )
  assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])
})

test('of owners that start at the same moment exactly one wins, on a new folder and on an old one', async () => {
  const dataFolder = await newDataFolder()
  for (let round = 1; round <= 3; round += 1) {
    const owners = [1, 2, 3].map(() => startOwner(dataFolder, { gated: true }))
    for (const owner of owners) assert.equal((await owner.next())?.waiting, true)
    for (const owner of owners) owner.child.stdin?.write('go\n')
    const results = await Promise.all(owners.map(async (owner) => ({ owner, said: await owner.next() })))
    const [winner, ...others] = results.filter((result) => result.said !== undefined)
    assert.ok(winner, 'one owner has it')
    assert.deepEqual(others, [])
    for (const { owner } of results) {
      if (owner === winner.owner) continue
      const refused: Awaited<Owner['exited']> = await owner.exited
      assert.equal(refused.code, 1)
      assert.match(refused.stderr, new RegExp(`server \\(pid ${winner.owner.pid}\\) is using`))
    }
    winner.owner.child.kill('SIGTERM')
    assert.equal((await winner.owner.exited).code, 0)
  }
})

test('a server that was told to end but waits for a session is not adopted: it is ended and started anew', async () => {
  const dataFolder = await madeDataFolder()
  const first = startOwner(dataFolder)
  const { url } = await ready(first)
  const session = new pg.Client(url)
  session.on('error', () => {})
  await session.connect()
  const server = await livingPostmaster(join(dataFolder, 'postgres'))
  process.kill(server?.pid ?? 0, 'SIGTERM')
  await until(async () => (await livingPostmaster(join(dataFolder, 'postgres')))?.status === 'stopping')
  await killHard(first)
  const second = await ready(startOwner(dataFolder))
  assert.equal(second.adopted, false)
  assert.deepEqual(await query(second.url, 'SELECT 1 AS one'), [{ one: 1 }])
})

test('a database folder that is a symbolic link to another disk is found and stopped like any other', async () => {
  const dataFolder = await madeDataFolder()
  const elsewhere = await newDataFolder()
  await rename(join(dataFolder, 'postgres'), elsewhere)
  await symlink(elsewhere, join(dataFolder, 'postgres'))
  const first = startOwner(dataFolder)
  await ready(first)
  await killHard(first)
  const second = await startEmbedded({ dataFolder, log })
  assert.equal(second.adopted, true)
  await second.stop()
  await assert.rejects(query(second.url, 'SELECT 1'), { code: 'ECONNREFUSED' })
})

test('a pid file that names a living unrelated process does not hinder the start', async () => {
  const dataFolder = await madeDataFolder()
  const first = startOwner(dataFolder)
  await query((await ready(first)).url, 'CREATE TABLE kept AS SELECT 7 AS number')
  await killServer(dataFolder)
  await killHard(first)
  const stranger = spawn('sleep', ['60'])
  try {
    const pidFile = join(dataFolder, 'postgres', 'postmaster.pid')
    const left = await readFile(pidFile, 'utf8')
    await writeFile(pidFile, left.replace(/^\d+/, String(stranger.pid)))

    const second = await ready(startOwner(dataFolder))
    assert.equal(second.adopted, false)
    assert.deepEqual(await query(second.url, 'SELECT number FROM kept'), [{ number: 7 }])
    assert.equal(stranger.exitCode ?? stranger.signalCode, null)
  } finally {
    stranger.kill('SIGKILL')
  }
})

test('an empty pid file, as a full disk leaves it, does not hinder the start', async () => {
  const dataFolder = await madeDataFolder()
  const first = await startEmbedded({ dataFolder, log })
  await first.stop()
  await writeFile(join(dataFolder, 'postgres', 'postmaster.pid'), '')
  const second = await startEmbedded({ dataFolder, log })
  await second.stop()
})

test('a postmaster that was killed alone is replaced as soon as its last child has gone, not before', async () => {
  const dataFolder = await madeDataFolder()
  const first = startOwner(dataFolder)
  const { url } = await ready(first)
  await query(url, 'CREATE TABLE kept AS SELECT 7 AS number')
  const [child] = await query<{ pid: number }>(
    url,
    `SELECT pid FROM pg_stat_activity WHERE backend_type = 'walwriter'`,
  )
  const server = await livingPostmaster(join(dataFolder, 'postgres'))
  assert.ok(child && server)
  await killHard(first)
  process.kill(child.pid, 'SIGSTOP')
  try {
    process.kill(server.pid, 'SIGKILL')
    const second = startOwner(dataFolder)
    const serverLog = () => readFile(join(dataFolder, 'postgres.log'), 'utf8')
    await until(async () => (await serverLog()).includes('is still in use'))
    process.kill(child.pid, 'SIGKILL')
    assert.deepEqual(await query((await ready(second)).url, 'SELECT number FROM kept'), [{ number: 7 }])
  } finally {
    endProcess(child.pid)
  }
})

test('a disarmed pid file keeps the shared memory key by which PostgreSQL protects the folder', async () => {
  const dataFolder = await madeDataFolder()
  const database = await startEmbedded({ dataFolder, log })
  const folder = join(dataFolder, 'postgres')
  const pidFile = join(folder, 'postmaster.pid')
  const armed = await readFile(pidFile, 'utf8')
  await disarmPidFile(folder)
  const disarmed = await readFile(pidFile, 'utf8')
  await writeFile(pidFile, armed)
  await database.stop()
  assert.deepEqual(disarmed.split('\n').slice(1), armed.split('\n').slice(1))
  assert.throws(() => process.kill(Number(disarmed.split('\n')[0]), 0), { code: 'ESRCH' })
})

test('an owner file that names a living process locks nothing', async () => {
  const dataFolder = await madeDataFolder()
  const first = await startEmbedded({ dataFolder, log })
  await first.stop()
  await writeFile(join(dataFolder, 'owner.json'), JSON.stringify({ pid: process.ppid, holder: 'server' }))
  const second = await startEmbedded({ dataFolder, log })
  await second.stop()
})

test('a command finds the server while it runs, and not before or after', async () => {
  const dataFolder = await newDataFolder()
  assert.equal(await findRunning(dataFolder), undefined)
  const owner = startOwner(dataFolder)
  const { url } = await ready(owner)
  assert.deepEqual(await findRunning(dataFolder), { url })
  owner.child.kill('SIGTERM')
  await owner.exited
  assert.equal(await findRunning(dataFolder), undefined)
})

test('a copy of the data folder of a running server is not taken for it, and starts beside it', async () => {
  const dataFolder = await madeDataFolder()
  const original = await startEmbedded({ dataFolder, log })
  await query(original.url, 'CREATE TABLE kept AS SELECT 7 AS number; CHECKPOINT')
  const copyFolder = await newDataFolder()
  await cp(dataFolder, copyFolder, { recursive: true, filter: (path) => !path.endsWith('owner.lock') })
  assert.equal(await findRunning(copyFolder), undefined)
  const copy = await startEmbedded({ dataFolder: copyFolder, log })
  assert.equal(copy.adopted, false)
  assert.notEqual(copy.port, original.port)
  await query(copy.url, 'DROP TABLE kept')
  assert.deepEqual(await query(original.url, 'SELECT number FROM kept'), [{ number: 7 }])
  await copy.stop()
  await original.stop()
})

test('a command beside a server attaches to it and leaves it running', async () => {
  const dataFolder = await madeDataFolder()
  const { url } = await ready(startOwner(dataFolder))
  const command = await attachOrStart({ dataFolder, log })
  assert.equal(command.url, url)
  await command.stop()
  assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])
})

test('commands at the same moment without a server share one, which ends with the last of them', async () => {
  const dataFolder = await newDataFolder()
  const commands = await Promise.all([1, 2, 3].map(() => attachOrStart({ dataFolder, log })))
  assert.equal(new Set(commands.map(({ url }) => url)).size, 1)
  await Promise.all(commands.map((command) => command.stop()))
  assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
})

test('the command that started the database keeps it up for one that attached meanwhile', async () => {
  const dataFolder = await madeDataFolder()
  const starter = await attachOrStart({ dataFolder, log })
  const attached = await attachOrStart({ dataFolder, log })
  const stopped = starter.stop()
  assert.deepEqual(await query(attached.url, 'SELECT 1 AS one FROM pg_sleep(0.3)'), [{ one: 1 }])
  assert.deepEqual(await query(attached.url, 'SELECT 1 AS one'), [{ one: 1 }])
  await attached.stop()
  await stopped
  assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
})

test('a server waits for a command that has the folder, instead of refusing to start', async () => {
  const dataFolder = await madeDataFolder()
  const command = await attachOrStart({ dataFolder, log })
  const owner: Owner = startOwner(dataFolder, { gated: true })
  await owner.next()
  owner.child.stdin?.write('go\n')
  const said = ready(owner)
  await query(command.url, 'SELECT pg_sleep(0.3)')
  await command.stop()
  assert.equal((await said).adopted, false)
  await until(async () => (await findRunning(dataFolder)) !== undefined)
})
