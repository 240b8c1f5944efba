// Temporary data folders and processes that own them. cleanUp() ends every one of them, and every database
// server that works in one of the folders, also when a test failed.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import pg from 'pg'
import { startEmbedded } from '#db/embedded/embedded-postgres.ts'
import { livingPostmaster } from '#db/embedded/postmaster.ts'
import { silentLog } from '#kernel/log.ts'

export type Said = {
  url: string
  port: number
  adopted: boolean
  waiting: boolean
  signal: string
  answer: number
}

export type Owner = {
  pid: number
  child: ChildProcess
  /** What it says next; undefined when it has ended. */
  next(): Promise<Said | undefined>
  exited: Promise<{ code: number | null; signal: string | null; stderr: string }>
}

export const ownerScript = fileURLToPath(new URL('embedded-owner.ts', import.meta.url))
export const isRoot = process.geteuid?.() === 0

const bases: string[] = []
const owners: Owner[] = []

/** A folder that is not there yet, below a new one that only its owner may enter. */
export async function newDataFolder(): Promise<string> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'forecourt-embedded-')))
  bases.push(base)
  return join(base, 'data')
}

let template: Promise<string> | undefined

after(async () => {
  if (template) await rm(await template, { recursive: true, force: true })
})

/** A data folder with a database that is whole and stopped: a copy of one that is made once a file. */
export async function madeDataFolder(): Promise<string> {
  template ??= makeTemplate()
  const dataFolder = await newDataFolder()
  await promisify(execFile)('cp', ['-a', await template, dataFolder])
  return dataFolder
}

async function makeTemplate(): Promise<string> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'forecourt-embedded-')))
  const database = await startEmbedded({ dataFolder: base, log: silentLog })
  await database.stop()
  // These tests kill processes, never the machine: what was written is there without a sync.
  await writeFile(join(base, 'postgres', 'custom.conf'), 'fsync = off\n')
  return base
}

/** Starts an owner in a process group of its own, run by `by` (a command line that the program is added to). */
export function startOwner(dataFolder: string, options: { gated?: boolean; by?: string[] } = {}): Owner {
  const gate = options.gated ? ['gated'] : []
  const [file = '', ...args] = [...(options.by ?? []), process.execPath, ownerScript, dataFolder, ...gate]
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exited: Owner['exited'] = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }))
  const owner: Owner = {
    pid: child.pid ?? 0,
    child,
    exited,
    async next() {
      const line = await lines.next()
      return line.done ? undefined : (JSON.parse(line.value) as Said)
    },
  }
  owners.push(owner)
  return owner
}

/** The owner's report that its database is ready; fails with what it wrote when it ended instead. */
export async function ready(owner: Owner): Promise<Said> {
  const said = await owner.next()
  if (said) return said
  throw new Error(`the owner ended: ${(await owner.exited).stderr}`)
}

export async function killHard(owner: Owner): Promise<void> {
  owner.child.kill('SIGKILL')
  await owner.exited
}

/** Kills the server of a folder with all its processes, as a power failure would. */
export async function killServer(dataFolder: string): Promise<void> {
  const server = await livingPostmaster(join(dataFolder, 'postgres'))
  if (!server) return
  // Its children lead process groups of their own; elsewhere than on Linux they go by themselves.
  const children = await readFile(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8').catch(() => '')
  for (const pid of [server.pid, ...children.trim().split(' ').map(Number)]) {
    if (pid > 0) endProcess(pid)
  }
  await until(async () => !(await livingPostmaster(join(dataFolder, 'postgres'))))
}

/** Kills a process, if it is still there. */
export function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

export async function query<Row extends object>(url: string, sql: string): Promise<Row[]> {
  const session = new pg.Client(url)
  await session.connect()
  try {
    return (await session.query<Row>(sql)).rows
  } finally {
    await session.end()
  }
}

/** Waits until a condition holds; fails after 20 s. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  const startedAt = performance.now()
  while (!(await condition())) {
    if (performance.now() - startedAt > 20_000) throw new Error(`never became true: ${condition}`)
    await pause(5)
  }
}

export async function cleanUp(): Promise<void> {
  for (const owner of owners.splice(0)) {
    if (owner.child.exitCode === null && owner.child.signalCode === null) await killHard(owner)
  }
  for (const base of bases.splice(0)) {
    await killServer(join(base, 'data'))
    await rm(base, { recursive: true, force: true, maxRetries: 5 })
  }
}
