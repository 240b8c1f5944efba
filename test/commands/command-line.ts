// The program as an operator runs it: processes of their own, on a data folder of their own.

import { type ChildProcess, spawn } from 'node:child_process'
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { testVpic } from '../harness/fixtures.ts'

export type Ended = { code: number | null; stdout: string; stderr: string }

export type CommandLine = {
  dataFolder: string
  run(args: readonly string[], environment?: Record<string, string>): Promise<Ended>
  /** What a command that must succeed prints with --json. */
  // biome-ignore lint/suspicious/noExplicitAny: tests read what is printed member by member and assert what they find
  json(...args: string[]): Promise<any>
  /** The server, once it listens. */
  serve(): Promise<{ url: string; stop(): Promise<Ended> }>
  /** All that was printed so far. */
  printed(): string
  /** Ends what runs and removes the folder. */
  close(): Promise<void>
}

const root = join(import.meta.dirname, '../..')

// A test file that is killed takes its server and that server's database with it: their pipe closes.
const stopWithParent = `import { Socket } from 'node:net'
new Socket({ fd: 3 }).unref().resume().on('close', () => process.kill(process.pid, 'SIGTERM'))`
const watch = `--import=data:text/javascript,${encodeURIComponent(stopWithParent)}`

export function openCommandLine(): CommandLine {
  const folder = mkdtempSync(join(tmpdir(), 'forecourt-command-'))
  const dataFolder = join(folder, 'data')
  const living = new Set<ChildProcess>()
  let printed = ''

  function start(args: readonly string[], environment: Record<string, string>) {
    const child = spawn(process.execPath, [watch, 'src/main.ts', ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      env: {
        PATH: process.env.PATH,
        HOME: process.env.HOME,
        NODE_NO_WARNINGS: '1',
        // Halves the time that a command takes to start.
        NODE_COMPILE_CACHE: join(root, '.cache/compiled'),
        PORT: '0',
        FORECOURT_DATA: dataFolder,
        ...environment,
      },
    })
    living.add(child)
    const ended: Ended = { code: null, stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name]?.setEncoding('utf8').on('data', (text: string) => {
        ended[name] += text
        printed += text
      })
    }
    const exited = new Promise<Ended>((resolve, reject) => {
      child.on('error', reject)
      child.on('close', (code) => {
        living.delete(child)
        resolve(Object.assign(ended, { code }))
      })
    })
    return { child, exited, ended }
  }

  const run: CommandLine['run'] = (args, environment = {}) => start(args, environment).exited

  return {
    dataFolder,
    run,
    async json(...args) {
      const { code, stdout, stderr } = await run([...args, '--json'])
      if (code !== 0) throw new Error(`"${args.join(' ')}" ended with ${code}: ${stderr}`)
      return JSON.parse(stdout)
    },
    async serve() {
      const { child, exited, ended } = start(['serve'], { FORECOURT_LOG_LEVEL: 'warn' })
      const url = await new Promise<string>((resolve, reject) => {
        child.stdout?.on('data', () => {
          const said = /listens on (http:\/\/\S+)/.exec(ended.stdout)?.[1]
          if (said) resolve(said)
        })
        exited.then(() => reject(new Error(`serve ended: ${ended.stderr}`)), reject)
      })
      return {
        url,
        stop() {
          child.kill('SIGTERM')
          return exited
        },
      }
    },
    printed: () => printed,
    async close() {
      for (const child of living) child.kill('SIGTERM')
      while (living.size > 0) await new Promise((resolve) => setTimeout(resolve, 50))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Puts the VIN data that tests share where the program keeps its own, since preparing it takes seconds. */
export async function shareVinData(dataFolder: string): Promise<void> {
  const vpic = await testVpic()
  vpic.close()
  mkdirSync(join(dataFolder, 'cache'), { recursive: true, mode: 0o700 })
  for (const file of globSync(join(root, '.cache/vpic/*.db'))) {
    copyFileSync(file, join(dataFolder, 'cache', basename(file)))
  }
}
