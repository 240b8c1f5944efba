// The cluster on disk: <data folder>/postgres. initdb works in a folder beside it that is renamed when all
// is written and synced, so a cluster either is whole or is not there: one whose making was killed is thrown
// away and made anew, and a whole one is never touched. The password lies inside the cluster it belongs to.
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { appendFile, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { type Binaries, commandLine, programEnvironment, whyTheyCannotRun } from './binaries.ts'

/** Absolute paths, symbolic links resolved; `shown` is the data folder as the operator wrote it. */
export type Cluster = { shown: string; dataFolder: string; folder: string; logFile: string }

const role = 'forecourt'
export const databaseName = 'forecourt'

const makingPrefix = 'postgres.making-'
const logBytesMax = 10 * 1024 * 1024

export function clusterIn(dataFolder: string, shown: string): Cluster {
  return {
    shown,
    dataFolder,
    folder: join(dataFolder, 'postgres'),
    logFile: join(dataFolder, 'postgres.log'),
  }
}

/** Makes the cluster unless it is there. Only the process that owns the data folder may call it. */
export async function ensureCluster(cluster: Cluster, binaries: Binaries, log: Log): Promise<void> {
  await removeUnfinished(cluster, log)
  const present = await filesOf(cluster)
  if (present.includes('PG_VERSION')) return
  if (present.length > 0) {
    throw new OperatorError(
      `${join(cluster.shown, 'postgres')} is not empty and holds no database: move it away, or choose another folder with FORECOURT_DATA.`,
    )
  }
  log.info({ folder: cluster.shown }, `Creating the database in ${cluster.shown} (once)`)
  const making = join(cluster.dataFolder, makingPrefix + randomBytes(4).toString('hex'))
  try {
    await makeCluster(making, cluster, binaries)
    await rename(making, cluster.folder)
    await sync(cluster.dataFolder)
  } catch (error) {
    await rm(making, { recursive: true, force: true, maxRetries: 3 }).catch(() => {})
    throw error
  }
}

async function makeCluster(making: string, cluster: Cluster, binaries: Binaries): Promise<void> {
  const password = randomBytes(32).toString('base64url')
  const newPasswordFile = `${making}.password`
  await writeFile(newPasswordFile, password, { mode: 0o600, flag: 'wx' })
  try {
    await initdb(making, newPasswordFile, cluster, binaries)
  } finally {
    await rm(newPasswordFile, { force: true })
  }
  await writeFile(passwordFile(making), password, { mode: 0o600, flag: 'wx' })
  await appendFile(join(making, 'postgresql.conf'), `\ninclude = 'forecourt.conf'\n`)
  for (const file of [passwordFile(making), join(making, 'postgresql.conf'), making]) await sync(file)
}

async function initdb(making: string, pwfile: string, cluster: Cluster, binaries: Binaries): Promise<void> {
  const command = commandLine(binaries.initdb, [
    `--pgdata=${making}`,
    `--username=${role}`,
    `--pwfile=${pwfile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Sorts by code point and folds case by Unicode on every platform alike.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=english',
    '--no-instructions',
  ])
  try {
    await promisify(execFile)(command.file, command.args, { env: programEnvironment })
  } catch (cause) {
    const cannotRun = await whyTheyCannotRun(binaries)
    if (cannotRun) throw cannotRun
    const { stderr = '', message } = cause as { stderr?: string; message: string }
    const said = lastLines(stderr, 3) || message
    throw new OperatorError(
      `The database could not be created in ${cluster.shown}: ${said}. ${remedy(said)}`,
      {
        cause,
      },
    )
  }
}

function remedy(said: string): string {
  return said.includes('Permission denied') && process.geteuid?.() === 0
    ? 'PostgreSQL runs without the rights of root: run Forecourt as the user who owns the folders above, or choose another folder with FORECOURT_DATA.'
    : 'Check the free space and the permissions of that folder.'
}

async function removeUnfinished(cluster: Cluster, log: Log): Promise<void> {
  for (const name of await readdir(cluster.dataFolder)) {
    if (!name.startsWith(makingPrefix)) continue
    // An initdb that outlived its killed parent may still write here; what it leaves goes at the next start.
    await rm(join(cluster.dataFolder, name), { recursive: true, force: true, maxRetries: 3 }).catch((err) =>
      log.warn({ err, folder: name }, 'An unfinished database could not be removed yet'),
    )
  }
}

/** The names in the cluster's folder; none when it is not there. */
async function filesOf(cluster: Cluster): Promise<string[]> {
  const folder = await stat(cluster.folder).catch(unlessMissing)
  if (folder === undefined) return []
  if (folder.uid !== process.geteuid?.()) {
    throw new OperatorError(
      `The database in ${cluster.shown} belongs to user ${folder.uid}: run Forecourt as that user, or change the owner of the folder and all in it.`,
    )
  }
  return readdir(cluster.folder)
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

/** The url of the cluster's database on a port; it holds the password, so it must not be logged. */
export async function urlOn(
  cluster: Cluster,
  port: number,
  database: string = databaseName,
): Promise<string> {
  const password = (await readFile(passwordFile(cluster.folder), 'utf8')).trim()
  return `postgres://${role}:${password}@127.0.0.1:${port}/${database}`
}

/** Writes the settings for the next start; takes the port of the last one when it is still free. */
export async function writeSettings(cluster: Cluster): Promise<void> {
  const file = join(cluster.folder, 'forecourt.conf')
  const last = await readFile(file, 'utf8').catch(() => '')
  const lastPort = Number(/^port = (\d+)$/m.exec(last)?.[1] ?? 0)
  const port = (lastPort > 0 ? await freePort(lastPort) : undefined) ?? (await freePort(0))
  const custom = (await filesOf(cluster)).includes('custom.conf')
  await writeFile(`${file}.new`, settings(port ?? 0, custom), { mode: 0o600 })
  await rename(`${file}.new`, file)
}

/** Starts the log of the server anew when it has grown past 10 MiB; the one before is kept. */
export async function rotateLog(cluster: Cluster): Promise<void> {
  const { size } = await stat(cluster.logFile).catch(() => ({ size: 0 }))
  if (size > logBytesMax) await rename(cluster.logFile, `${cluster.logFile}.1`)
}

// Modest on purpose: the server shares a small machine with the process that uses it.
const settings = (
  port: number,
  custom: boolean,
) => `# Written by Forecourt at each start; changes here are lost.
# Settings of your own go into a file custom.conf in this folder.
listen_addresses = '127.0.0.1'
port = ${port}
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
# A process of the product takes up to 35; a server beside four workers has room.
max_connections = 200
shared_buffers = '128MB'
effective_cache_size = '512MB'
work_mem = '8MB'
maintenance_work_mem = '64MB'
random_page_cost = 1.1
jit = off
fsync = on
synchronous_commit = on
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] '
log_checkpoints = off
# Statements carry the dealers' texts: they stay out of the log.
log_min_error_statement = 'panic'
# Of a process that was killed no statement runs on for long.
client_connection_check_interval = '10s'
${custom ? "include = 'custom.conf'\n" : ''}`

/** The port itself when it is free on 127.0.0.1 (0: any free one), else undefined. */
function freePort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(address !== null && typeof address === 'object' ? address.port : undefined))
    })
  })
}

/** The last lines of what a program said, on one line. */
export function lastLines(text: string, count: number): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(-count)
    .join(' | ')
}

function passwordFile(folder: string): string {
  return join(folder, 'forecourt.password')
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
