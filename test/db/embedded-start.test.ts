import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { afterEach, test } from 'node:test'
import { locateBinaries } from '#db/embedded/binaries.ts'
import { startEmbedded } from '#db/embedded/embedded-postgres.ts'
import { livingPostmaster } from '#db/embedded/postmaster.ts'
import { type Log, silentLog } from '#kernel/log.ts'
import {
  cleanUp,
  isRoot,
  madeDataFolder,
  newDataFolder,
  ownerScript,
  query,
  ready,
  startOwner,
  until,
} from './embedded-processes.ts'

afterEach(cleanUp)

const log = silentLog
const nobody = 65534

test('the first start makes a durable, private UTF-8 database and says so once', async () => {
  const dataFolder = await newDataFolder()
  const said: string[] = []
  const saying: Log = { ...silentLog, info: (_fields, message) => said.push(message) }
  const first = await startEmbedded({ dataFolder, log: saying })
  const settings = await query<{ name: string; setting: string }>(
    first.url,
    `SELECT name, setting FROM pg_settings WHERE name IN
     ('fsync', 'listen_addresses', 'unix_socket_directories', 'password_encryption', 'server_encoding', 'data_checksums')`,
  )
  assert.deepEqual(Object.fromEntries(settings.map(({ name, setting }) => [name, setting])), {
    fsync: 'on',
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    server_encoding: 'UTF8',
    data_checksums: 'on',
  })
  assert.deepEqual(await query(first.url, `SELECT current_database() AS db, lower('ÄÉ') AS folded`), [
    { db: 'forecourt', folded: 'äé' },
  ])
  await first.stop()
  const second = await startEmbedded({ dataFolder, log: saying })
  await second.stop()
  assert.deepEqual(said, [`Creating the database in ${dataFolder} (once)`])
})

test('nobody gets in without the password, which only the owner of the folder can read', async () => {
  const dataFolder = await madeDataFolder()
  const database = await startEmbedded({ dataFolder, log })
  const { password } = new URL(database.url)
  assert.equal(Buffer.from(password, 'base64url').length, 32)
  await assert.rejects(query(database.url.replace(password, 'wrong'), 'SELECT 1'), { code: '28P01' })
  const { mode } = await stat(join(dataFolder, 'postgres', 'forecourt.password'))
  assert.equal(mode & 0o777, 0o600)
  await database.stop()
})

test('data and port are kept from one start to the next, the port unless it is taken', async () => {
  const dataFolder = await madeDataFolder()
  const first = await startEmbedded({ dataFolder, log })
  await query(first.url, 'CREATE TABLE kept AS SELECT 7 AS number')
  await first.stop()
  const second = await startEmbedded({ dataFolder, log })
  assert.equal(second.port, first.port)
  assert.deepEqual(await query(second.url, 'SELECT number FROM kept'), [{ number: 7 }])
  await second.stop()
  const squatter = createServer()
  await new Promise<void>((resolve) => squatter.listen(first.port, '127.0.0.1', resolve))
  try {
    const third = await startEmbedded({ dataFolder, log })
    assert.notEqual(third.port, first.port)
    assert.deepEqual(await query(third.url, 'SELECT number FROM kept'), [{ number: 7 }])
    await third.stop()
  } finally {
    squatter.close()
  }
})

test('a database whose making was killed half-way is thrown away and made anew', async () => {
  const dataFolder = await newDataFolder()
  const killed = startOwner(dataFolder)
  const making = async () =>
    (await readdir(dataFolder).catch(() => [])).find((name) => /making-\w+$/.test(name))
  await until(async () => {
    const name = await making()
    return name !== undefined && (await readdir(join(dataFolder, name))).includes('global')
  })
  process.kill(-killed.pid, 'SIGKILL')
  await killed.exited
  assert.ok(await making(), 'it was killed while at it')

  const { url } = await ready(startOwner(dataFolder))
  assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])
  assert.equal(await making(), undefined)
})

test('a folder that holds something else in the place of the database is left as it is', async () => {
  const dataFolder = await newDataFolder()
  await mkdir(join(dataFolder, 'postgres'), { recursive: true })
  await writeFile(join(dataFolder, 'postgres', 'letter.txt'), 'dear')
  await assert.rejects(
    startEmbedded({ dataFolder, log }),
    /data\/postgres is not empty and holds no database/,
  )
  assert.equal(await readFile(join(dataFolder, 'postgres', 'letter.txt'), 'utf8'), 'dear')
})

test('a start that fails names the folder, shows the end of the server log, and leaves the folder free', async () => {
  const dataFolder = await madeDataFolder()
  const first = await startEmbedded({ dataFolder, log })
  await first.stop()
  const custom = join(dataFolder, 'postgres', 'custom.conf')
  await writeFile(custom, `shared_buffers = 'plenty'\n`)
  await assert.rejects(startEmbedded({ dataFolder, log }), (error: Error) => {
    assert.match(error.message, /^The database in .*data did not start: .*"shared_buffers": "plenty"/)
    assert.match(error.message, /data\/postgres\.log/)
    return true
  })
  await writeFile(custom, `work_mem = '9MB'\n`)
  const second = await startEmbedded({ dataFolder, log })
  assert.deepEqual(await query(second.url, 'SHOW work_mem'), [{ work_mem: '9MB' }])
  await second.stop()
})

test('a data folder that cannot be used is named, with what to do', async () => {
  const dataFolder = await newDataFolder()
  await writeFile(dataFolder, '')
  await assert.rejects(startEmbedded({ dataFolder, log }), {
    name: 'OperatorError',
    message: `The data folder ${dataFolder} cannot be used: a file is where a folder should be. Move it away, or choose another folder with FORECOURT_DATA.`,
  })
})

test('a data folder that cannot be made is named, with what to do', {
  skip: process.platform !== 'linux' && 'there is no /proc to refuse a folder',
}, async () => {
  await assert.rejects(
    startEmbedded({ dataFolder: '/proc/forecourt/data', log }),
    /^OperatorError: The data folder \/proc\/forecourt\/data cannot be used: it cannot be made\. Check that the folder above/,
  )
})

test('a full disk is named as the reason', {
  skip: !isRoot && 'only root can mount a small disk',
}, async () => {
  const dataFolder = await newDataFolder()
  const small = dirname(dataFolder)
  const mounted = `mount -t tmpfs -o size=12m tmpfs ${small} && exec "$0" "$@"`
  const { code, stderr } = await startOwner(dataFolder, { by: ['unshare', '--mount', 'sh', '-c', mounted] })
    .exited
  assert.equal(code, 1)
  assert.match(stderr, /could not be created in .*data: .*No space left on device.* Check the free space/)
})

test('stop() may be called twice, and the server is gone after it', async () => {
  const dataFolder = await madeDataFolder()
  const database = await startEmbedded({ dataFolder, log })
  await Promise.all([database.stop(), database.stop()])
  assert.equal(await livingPostmaster(join(dataFolder, 'postgres')), undefined)
})

test('a platform without binaries is told to set DATABASE_URL', () => {
  assert.throws(() => locateBinaries('sunos', 'x64'), {
    name: 'OperatorError',
    message: /^There is no built-in PostgreSQL for sunos-x64: set DATABASE_URL/,
  })
  assert.throws(
    () => locateBinaries('linux', 'x64', 'file:///nowhere/at/all.ts'),
    /run npm ci .*or set DATABASE_URL/,
  )
})

test('root below a folder that only root may enter: it works and the files stay root’s', {
  skip: !isRoot && 'the tests do not run as root',
}, async () => {
  const dataFolder = await newDataFolder()
  assert.equal((await stat(dirname(dataFolder))).mode & 0o777, 0o700)
  const { url } = await ready(startOwner(dataFolder))
  assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])
  assert.equal((await stat(join(dataFolder, 'postgres', 'PG_VERSION'))).uid, 0)
})

test('root on a machine without user namespaces is told to be another user or to set DATABASE_URL', {
  skip: !isRoot && 'the tests do not run as root',
}, async () => {
  const dataFolder = await newDataFolder()
  const noNamespaces = 'echo 0 > /proc/sys/user/max_user_namespaces && exec "$0" "$@"'
  const by = ['unshare', '--user', '--map-root-user', 'sh', '-c', noNamespaces]
  const { code, stderr } = await startOwner(dataFolder, { by }).exited
  assert.equal(code, 1)
  assert.match(
    stderr,
    /^PostgreSQL does not run as root, and this machine refuses .*run Forecourt as another user, or set DATABASE_URL/,
  )
})

const ordinary = ordinaryUser()

test('an ordinary user: it works, and the files are that user’s', { skip: ordinary.skip }, async () => {
  const dataFolder = await newDataFolder()
  await chown(dirname(dataFolder), ordinary.uid, ordinary.uid)
  const owner = startOwner(dataFolder, { by: ordinary.by })
  const { url } = await ready(owner)
  assert.deepEqual(await query(url, 'SELECT 1 AS one'), [{ one: 1 }])
  assert.equal((await stat(join(dataFolder, 'postgres', 'PG_VERSION'))).uid, ordinary.uid)
  owner.child.kill('SIGTERM')
  assert.equal((await owner.exited).code, 0)
})

test('root below a folder of a user who lets nobody in is told to be that user', {
  skip: !isRoot && 'the tests do not run as root',
}, async () => {
  const dataFolder = await newDataFolder()
  await chown(dirname(dataFolder), nobody, nobody)
  await assert.rejects(
    startEmbedded({ dataFolder, log }),
    /Permission denied\. .*: run Forecourt as the user who owns the folders above, or choose another folder/,
  )
})

test('root on the database of an ordinary user is told whose it is', {
  skip: ordinary.uid === 0 ? 'no second user here' : !isRoot && 'the tests do not run as root',
}, async () => {
  const dataFolder = await newDataFolder()
  await mkdir(join(dataFolder, 'postgres'), { recursive: true })
  await chown(join(dataFolder, 'postgres'), nobody, nobody)
  await assert.rejects(
    startEmbedded({ dataFolder, log }),
    /belongs to user 65534: run Forecourt as that user/,
  )
})

/** How to run a program as a user who is not root: as the tests are, as nobody, or as a namespace's user 1000. */
function ordinaryUser(): { by: string[]; uid: number; skip: string | false } {
  if (!isRoot) return { by: [], uid: process.geteuid?.() ?? 0, skip: false }
  const asNobody = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']
  if (canRun(asNobody)) return { by: asNobody, uid: nobody, skip: false }
  // The checkout lies where nobody may not go: in a namespace its owner is the user 1000.
  const mapped = ['unshare', '--user', '--map-user=1000', '--map-group=1000']
  if (canRun(mapped)) return { by: mapped, uid: 0, skip: false }
  return { by: [], uid: 0, skip: 'neither setpriv nor unshare can run Node.js as another user here' }
}

function canRun(by: string[]): boolean {
  const [file = '', ...args] = [...by, process.execPath, '--check', ownerScript]
  try {
    execFileSync(file, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
