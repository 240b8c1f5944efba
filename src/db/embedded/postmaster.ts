// The server process of a cluster: found through its pid file, started in a session of its own (a signal to
// our process group does not reach it, so it outlives Ctrl-C until we have drained, and a SIGKILL of us for
// the next start to adopt), and stopped by the signals that PostgreSQL documents.
// A pid file is believed only when the process it names is a postmaster that works in this very folder.
import { execFile, spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { open, readFile, readlink, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { type Binaries, commandLine, programEnvironment, whyTheyCannotRun } from './binaries.ts'
import { type Cluster, lastLines } from './cluster.ts'

export type Postmaster = { pid: number; port: number; status: string }

/** A start that failed for a reason that passes: the port was taken meanwhile, or another process is just leaving. */
export class StartAgain extends OperatorError {
  override name = 'StartAgain'
}

const pollMs = 10
const readyWaitMs = 300_000
const fastStopWaitMs = 60_000
const immediateStopWaitMs = 20_000
// No process can have it (Linux ends at 2^22, macOS at 99998).
const pidOfNobody = 2 ** 31 - 1
const passing = /Address already in use|lock file "postmaster\.pid" (already exists|is empty)|still in use/

/** What postmaster.pid says (lines 1 pid, 4 port, 8 status); undefined without one, or with one cut short. */
async function readPidFile(folder: string): Promise<Postmaster | undefined> {
  const lines = (await readFile(pidFile(folder), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0)) return undefined
  return { pid, port: Math.max(port || 0, 0), status: lines[7]?.trim() ?? '' }
}

/** The living postmaster of the folder, in whatever state. */
export async function livingPostmaster(folder: string): Promise<Postmaster | undefined> {
  const server = await readPidFile(folder)
  return server && (await isPostmasterOf(server.pid, folder)) ? server : undefined
}

async function isPostmasterOf(pid: number, folder: string): Promise<boolean> {
  try {
    if (process.platform === 'linux') {
      if ((await readlink(`/proc/${pid}/cwd`)) !== (await realpath(folder))) return false
      // Its children work in the folder too, but call themselves "postgres: checkpointer" and the like.
      const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
      return basename(program) === 'postgres'
    }
    const { stdout } = await promisify(execFile)('ps', ['-p', String(pid), '-o', 'command='])
    return stdout.trimEnd().endsWith(`postgres -D ${folder}`)
  } catch {
    return false
  }
}

/**
 * Makes a left pid file harmless. PostgreSQL refuses to start when any process has the pid that it names,
 * after a reboot perhaps an unrelated one. Only that line is replaced: the shared memory key in the file stays, by
 * which PostgreSQL itself still finds out whether children of a killed postmaster are at work in the folder.
 */
export async function disarmPidFile(folder: string): Promise<void> {
  const text = await readFile(pidFile(folder), 'utf8').catch(() => undefined)
  if (text === undefined) return
  if (!(Number(text.split('\n')[0]) > 0)) {
    const { mtimeMs } = await stat(pidFile(folder))
    // Empty: a postmaster is just writing it, or a full disk left it so.
    if (Date.now() - mtimeMs > 2_000) await rm(pidFile(folder), { force: true })
    return
  }
  const file = `${pidFile(folder)}.disarmed`
  await writeFile(file, text.replace(/^.*/, String(pidOfNobody)), { mode: 0o600 })
  await rename(file, pidFile(folder))
}

/** Starts the server and waits until it accepts connections. Throws StartAgain or OperatorError with the end of its log. */
export async function launch(cluster: Cluster, binaries: Binaries, log: Log): Promise<Postmaster> {
  const logFrom = (await stat(cluster.logFile).catch(() => ({ size: 0 }))).size
  const command = commandLine(binaries.postgres, ['-D', cluster.folder])
  const output = openSync(cluster.logFile, 'a', 0o600)
  let ended = false
  try {
    const child = spawn(command.file, command.args, {
      cwd: cluster.dataFolder,
      env: programEnvironment,
      stdio: ['ignore', output, output],
      detached: true,
    })
    const end = () => {
      ended = true
    }
    child.once('exit', end).once('error', end)
    child.unref()
    const ready = await untilReady(cluster, child.pid, () => ended, log)
    if (ready) return ready
  } finally {
    closeSync(output)
  }
  throw await whyItEnded(cluster, binaries, await readFrom(cluster.logFile, logFrom))
}

async function whyItEnded(cluster: Cluster, binaries: Binaries, said: string): Promise<OperatorError> {
  const message = `The database in ${cluster.shown} did not start: ${lastLines(said, 4)} (more in ${join(cluster.shown, 'postgres.log')})`
  if (passing.test(said)) return new StartAgain(message)
  return (await whyTheyCannotRun(binaries)) ?? new OperatorError(message)
}

/** Waits until the postmaster `pid` accepts connections. Undefined when `ended` says that it is in vain. */
export async function untilReady(
  cluster: Cluster,
  pid: number | undefined,
  ended: () => boolean | Promise<boolean>,
  log: Log,
): Promise<Postmaster | undefined> {
  const startedAt = performance.now()
  let said = false
  for (;;) {
    if (await ended()) return undefined
    const server = await readPidFile(cluster.folder)
    if (server?.status === 'ready' && server.pid === pid) return server
    const waitedMs = performance.now() - startedAt
    if (waitedMs > readyWaitMs) {
      throw new OperatorError(
        `The database in ${cluster.shown} is not ready after ${readyWaitMs / 1000} s: see ${join(cluster.shown, 'postgres.log')}.`,
      )
    }
    if (waitedMs > 3_000 && !said) {
      said = true
      log.info({ folder: cluster.shown }, 'The database is still starting (it recovers after a hard stop)')
    }
    await pause(pollMs)
  }
}

/**
 * Stops the living server of the folder, if there is one, and waits for its end: fast (sessions are ended, all
 * is written), and if that takes over a minute at once (the next start recovers from the write-ahead log).
 */
export async function shutDown(cluster: Cluster, log: Log): Promise<void> {
  if (await signalAndWait(cluster, 'SIGINT', fastStopWaitMs)) return
  log.warn({ folder: cluster.shown }, 'The database did not stop in time: it is stopped at once')
  if (await signalAndWait(cluster, 'SIGQUIT', immediateStopWaitMs)) return
  throw new OperatorError(
    `The database in ${cluster.shown} does not stop: see ${join(cluster.shown, 'postgres.log')}.`,
  )
}

async function signalAndWait(cluster: Cluster, signal: NodeJS.Signals, waitMs: number): Promise<boolean> {
  const server = await livingPostmaster(cluster.folder)
  if (!server) return true
  try {
    process.kill(server.pid, signal)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  const startedAt = performance.now()
  while (performance.now() - startedAt < waitMs) {
    if (!(await livingPostmaster(cluster.folder))) return true
    await pause(pollMs)
  }
  return false
}

function pidFile(folder: string): string {
  return join(folder, 'postmaster.pid')
}

async function readFrom(file: string, position: number): Promise<string> {
  const handle = await open(file, 'r')
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(65_536), position })
    return buffer.toString('utf8', 0, bytesRead)
  } finally {
    await handle.close()
  }
}
