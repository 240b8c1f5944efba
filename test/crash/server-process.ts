// Processes of the product itself, started as an operator starts them, in process groups of their own.
// None outlives the test file, however that ends: what a killed test file leaves sees its pipe close.

import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

export type Exit = { code: number | null; signal: NodeJS.Signals | null; stdout: string; stderr: string }

export type ServerProcess = {
  pid: number
  /** The address that it listens on, empty for a worker; rejects when it ends before it is ready. */
  ready: Promise<string>
  exited: Promise<Exit>
  hasEnded(): boolean
  /** To the whole process group, as a terminal and most supervisors send it. */
  signal(signal: NodeJS.Signals): void
  /** SIGKILL, and the end of the process. */
  kill(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'forecourt-crash-'))
const living = new Set<ChildProcess>()
const secret = randomBytes(32).toString('base64')
const saidReady = /listens on (http:\/\/\S+)|does jobs\./

const dieWithParent = `import { Socket } from 'node:net'
new Socket({ fd: 3, readable: true }).unref().resume().on('close', () => process.kill(process.pid, 'SIGKILL'))`

process.on('exit', killAll)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Runs `node src/main.ts <args>`. */
export function startProcess(args: string[], environment: Record<string, string>): ServerProcess {
  return startNode(['src/main.ts', ...args], environment)
}

function startNode(args: string[], environment: Record<string, string>): ServerProcess {
  const watch = `--import=data:text/javascript,${encodeURIComponent(dieWithParent)}`
  const child = spawn(process.execPath, [watch, ...args], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      PORT: '0',
      FORECOURT_LOG_LEVEL: 'silent',
      FORECOURT_DATA: join(folder, 'data'),
      NODE_NO_WARNINGS: '1',
      // Written by the processes that end by themselves; it halves the time that the others take to start.
      NODE_COMPILE_CACHE: join(folder, 'compiled'),
      ...environment,
    },
  })
  living.add(child)
  const [, out, err, pipe] = child.stdio as unknown as [null, Readable, Readable, Socket]
  pipe.resume()
  let stdout = ''
  let stderr = ''
  const { promise: ready, resolve, reject } = Promise.withResolvers<string>()
  out.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    const said = saidReady.exec(stdout)
    if (said) resolve(said[1] ?? '')
  })
  err.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const exited = once(child, 'close').then(([code, signal]): Exit => {
    living.delete(child)
    reject(new Error(`"${args.join(' ')}" ended before it was ready: ${stderr}`))
    return { code, signal, stdout, stderr }
  })
  ready.catch(() => {})
  return {
    pid: child.pid ?? 0,
    ready,
    exited,
    hasEnded: () => !living.has(child),
    signal: (signal) => void process.kill(-(child.pid ?? 0), signal),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** The settings of a process on a database of its own server. */
export function onDatabase(url: string): Record<string, string> {
  return { DATABASE_URL: url, FORECOURT_SECRET: secret }
}

const parts = [
  'commands/serve.ts',
  'api.ts',
  'ideaclouds/research-job.ts',
  'content/generate-content.ts',
  'inventory/describe-vehicle.ts',
]
let compiled: Promise<unknown> | undefined

/** Compiles the product once, with what it loads late, so that processes that are killed later start faster. */
export function compileOnce(): Promise<unknown> {
  const load = parts.map((path) => `await import('./src/${path}')`).join('\n')
  compiled ??= startNode(['--input-type=module', '--eval', load], {}).exited.then(({ code, stderr }) => {
    if (code !== 0) throw new Error(`The product could not be compiled: ${stderr}`)
  })
  return compiled
}

/** Kills every process that is left, and waits for its end. */
export async function endProcesses(): Promise<void> {
  await Promise.all(
    [...living].map(async (child) => {
      const closed = once(child, 'close')
      child.kill('SIGKILL')
      await closed
    }),
  )
}

function killAll(): void {
  for (const child of living) child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
