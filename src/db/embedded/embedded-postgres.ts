// The embedded PostgreSQL of a data folder: started for the one process that owns the folder, found by
// commands that run beside it. It outlives a killed owner, whose successor adopts it as it runs.
// What it does not do: more than one machine, backups, major version upgrades; DATABASE_URL is for those.
import { realpath } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { type Binaries, locateBinaries } from './binaries.ts'
import {
  type Cluster,
  clusterIn,
  databaseName,
  ensureCluster,
  rotateLog,
  urlOn,
  writeSettings,
} from './cluster.ts'
import { faultOfFolder, makeFolder } from './folder-fault.ts'
import { FolderInUse, type FolderLock, type Holder, lockFolder } from './folder-lock.ts'
import {
  disarmPidFile,
  launch,
  livingPostmaster,
  type Postmaster,
  StartAgain,
  shutDown,
  untilReady,
} from './postmaster.ts'

export type EmbeddedPostgres = {
  /** postgres://… of the database "forecourt". It holds the password: not to be logged. */
  url: string
  port: number
  /** True when the server was running already, left by an owner that was killed. */
  adopted: boolean
  /** Stops the server cleanly, waits for its end and gives the data folder free. May be called twice. */
  stop(): Promise<void>
}

/** A database that a command may use until it calls stop(). */
export type BorrowedPostgres = { url: string; stop(): Promise<void> }

export type StartOptions = { dataFolder: string; log: Log }

const startAgainForMs = 20_000
const attachWaitMs = 30_000
const attachedName = 'forecourt-command'

/**
 * Starts the PostgreSQL of a data folder, making it the first time, and owns the folder until stop().
 * Throws OperatorError with a sentence for the operator; FolderInUse when another living process owns it.
 */
export function startEmbedded(options: StartOptions): Promise<EmbeddedPostgres> {
  return start(options, 'server')
}

/**
 * The server that runs in a data folder, whoever owns it; undefined when none accepts connections there.
 * Takes no lock, so the server may end at any time.
 */
export async function findRunning(dataFolder: string): Promise<{ url: string } | undefined> {
  const running = await connectToRunning(dataFolder)
  await running?.session.end()
  return running && { url: running.url }
}

/**
 * For a command: the running server of the folder, else one started for it. stop() leaves the former alone and
 * stops the latter, once the commands that attached to it meanwhile are done. Errors as of startEmbedded.
 */
export async function attachOrStart(options: StartOptions): Promise<BorrowedPostgres> {
  const startedAt = performance.now()
  for (;;) {
    const running = await connectToRunning(options.dataFolder)
    // The open session is what the other side's stop() waits for.
    if (running) return { url: running.url, stop: () => running.session.end() }
    try {
      return await start(options, 'command')
    } catch (error) {
      // The owner is starting or just ending: next time there is a server to attach to, or a free folder.
      if (!(error instanceof FolderInUse) || performance.now() - startedAt > attachWaitMs) throw error
    }
    await pause(50)
  }
}

async function start({ dataFolder, log }: StartOptions, holder: Holder): Promise<EmbeddedPostgres> {
  const binaries = locateBinaries()
  let lock: FolderLock | undefined
  try {
    await makeFolder(dataFolder)
    const cluster = clusterIn(await realpath(dataFolder), dataFolder)
    lock = await lockFolder(cluster.dataFolder, holder, dataFolder)
    await ensureCluster(cluster, binaries, log)
    const { server, adopted } = await adoptOrLaunch(cluster, binaries, log)
    const url = await openedTo(cluster, server, log)
    return { url, port: server.port, adopted, stop: once(() => stop(cluster, url, lock, holder, log)) }
  } catch (error) {
    lock?.release()
    throw faultOfFolder(error, dataFolder)
  }
}

async function stop(
  cluster: Cluster,
  url: string,
  lock: FolderLock | undefined,
  holder: Holder,
  log: Log,
): Promise<void> {
  if (holder === 'command') await untilNobodyAttached(url)
  await shutDown(cluster, log)
  lock?.release()
}

async function adoptOrLaunch(
  cluster: Cluster,
  binaries: Binaries,
  log: Log,
): Promise<{ server: Postmaster; adopted: boolean }> {
  const startedAt = performance.now()
  for (;;) {
    const server = await adopt(cluster, log)
    if (server) return { server, adopted: true }
    try {
      await disarmPidFile(cluster.folder)
      await writeSettings(cluster)
      await rotateLog(cluster)
      return { server: await launch(cluster, binaries, log), adopted: false }
    } catch (error) {
      if (!(error instanceof StartAgain) || performance.now() - startedAt > startAgainForMs) throw error
    }
    await pause(100)
  }
}

/** The server that an owner left running, as soon as it accepts connections. One that is ending is waited for. */
async function adopt(cluster: Cluster, log: Log): Promise<Postmaster | undefined> {
  const left = await livingPostmaster(cluster.folder)
  if (left?.status === 'stopping') {
    // Its owner asked it to stop and was killed meanwhile: it takes no more sessions.
    await shutDown(cluster, log)
    return undefined
  }
  if (!left) return undefined
  const gone = async () => !(await livingPostmaster(cluster.folder))
  const server = await untilReady(cluster, left.pid, gone, log)
  if (!server) return undefined
  log.info({ folder: cluster.shown, pid: server.pid }, 'Found the database running and took it over')
  return server
}

/** The url of our database on the server, which is made if need be. A server that lets nobody in is stopped again. */
async function openedTo(cluster: Cluster, server: Postmaster, log: Log): Promise<string> {
  try {
    const session = await connect(await urlOn(cluster, server.port, 'postgres'))
    try {
      const found = await session.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName])
      if (found.rowCount === 0) await session.query(`CREATE DATABASE ${databaseName}`)
    } finally {
      await session.end()
    }
    return await urlOn(cluster, server.port)
  } catch (cause) {
    await shutDown(cluster, log)
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new OperatorError(`The database in ${cluster.shown} started but lets nobody in: ${why}`, { cause })
  }
}

async function connectToRunning(
  dataFolder: string,
): Promise<{ url: string; session: pg.Client } | undefined> {
  const folder = await realpath(dataFolder).catch(() => undefined)
  if (folder === undefined) return undefined
  const cluster = clusterIn(folder, dataFolder)
  const server = await livingPostmaster(cluster.folder)
  if (server?.status !== 'ready') return undefined
  try {
    const url = await urlOn(cluster, server.port)
    return { url, session: await connect(url) }
  } catch (error) {
    if (codeOf(error) === '53300')
      throw new OperatorError(`The database in ${dataFolder} has no connection left.`)
    return undefined
  }
}

async function connect(url: string): Promise<pg.Client> {
  const session = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: attachedName,
  })
  // Without a listener, the end of the server would end this process.
  session.on('error', () => {})
  await session.connect()
  return session
}

async function untilNobodyAttached(url: string): Promise<void> {
  const startedAt = performance.now()
  try {
    const session = await connect(url)
    const others = `SELECT 1 FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid() LIMIT 1`
    while (performance.now() - startedAt < attachWaitMs) {
      const { rowCount } = await session.query(others, [attachedName])
      if (rowCount === 0) break
      await pause(50)
    }
    await session.end()
  } catch {
    // The server has gone already: then nobody is attached to it.
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined
  return () => {
    running ??= work()
    return running
  }
}
