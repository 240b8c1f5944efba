import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import type { Command } from 'commander'
import { type EmbeddedPostgres, openDatabase, startEmbedded, untilConnectionsLeft } from '#db/index.ts'
import { OperatorError } from '#kernel/errors.ts'
import type { Log } from '#kernel/log.ts'
import { listSites } from '#sites/index.ts'
import { createApp, createLog, prepareDatabase, type Role } from '../app.ts'
import { type Config, readConfig } from '../config.ts'
import { loadSecret } from '../secret.ts'
import { version } from '../version.ts'

const sameSignalMs = 1000

// Where the heap may be smaller, V8 itself lets it grow to no more than double.
const lavishHeapBytes = 2 * 1024 ** 3

export function addServe(program: Command): void {
  program
    .command('serve', { isDefault: true })
    .description('answer requests and do the jobs, in one process')
    .action(() => serve(['api', 'worker']))
  program
    .command('api')
    .description('answer requests only; needs DATABASE_URL')
    .action(() => serve(['api']))
  program
    .command('worker')
    .description('do the jobs only; needs DATABASE_URL')
    .action(() => serve(['worker']))
  program.command('migrate').description('bring the database up to date and end').action(migrateAlone)
}

async function serve(roles: Role[]): Promise<void> {
  collectSooner()
  const config = readConfig()
  const log = createLog(config.logLevel)
  if (!config.databaseUrl && roles.length === 1) {
    throw new OperatorError(
      `"${roles[0]}" needs DATABASE_URL; with the embedded database there is one process: "serve".`,
    )
  }
  const stopping = untilSignal()
  const embedded = await databaseOf(config, log)
  try {
    await serveOn(config, config.databaseUrl ?? (embedded as EmbeddedPostgres).url, roles, log, stopping)
  } finally {
    if (embedded) await untilConnectionsLeft(embedded.url).catch(() => {})
    await embedded?.stop()
  }
  log.info({}, 'stopped')
}

/**
 * On a machine with much memory V8 lets a heap grow to four times what was kept of it before it collects again: a worker
 * that kept 140 MB took 1 GB. At double it takes two thirds of that (docs/adr/0027-garbage-at-double.md).
 * A flag on the command line would hold for those alone who start it with one.
 */
function collectSooner(): void {
  if (getHeapStatistics().heap_size_limit >= lavishHeapBytes) setFlagsFromString('--heap-growing-percent=100')
}

async function serveOn(
  config: Config,
  databaseUrl: string,
  roles: Role[],
  log: Log,
  stopping: Promise<string>,
): Promise<void> {
  const secret = config.secret ?? (await loadSecret(config.dataFolder))
  const app = createApp({ config, databaseUrl, secret, roles, log })
  try {
    const { url } = await app.start()
    await greet(config, databaseUrl, url, roles)
    const signal = await stopping
    log.info({ signal }, 'stopping: requests and jobs that run are finished first')
  } finally {
    await app.stop()
  }
}

async function databaseOf(config: Config, log: Log): Promise<EmbeddedPostgres | undefined> {
  return config.databaseUrl ? undefined : await startEmbedded({ dataFolder: config.dataFolder, log })
}

/**
 * The first SIGINT or SIGTERM drains; one that comes later ends at once. Ctrl-C under npm comes twice: to the whole
 * process group, and again from npm.
 */
function untilSignal(): Promise<string> {
  return new Promise((resolve) => {
    let askedAtMs: number | undefined
    const onSignal = (signal: string) => {
      if (askedAtMs !== undefined && performance.now() - askedAtMs > sameSignalMs) process.exit(1)
      askedAtMs ??= performance.now()
      resolve(signal)
    }
    process.on('SIGINT', onSignal)
    process.on('SIGTERM', onSignal)
  })
}

async function greet(config: Config, url: string, address: string, roles: readonly Role[]): Promise<void> {
  if (!roles.includes('api')) return say(`Forecourt ${version} does jobs.`)
  say(`Forecourt ${version} listens on ${address}`)
  say(`API reference: ${config.publicUrl}/docs`)
  const database = openDatabase(url, { max: 1, onError: () => {} })
  try {
    if ((await listSites(database.db)).length > 0) return
  } finally {
    await database.close()
  }
  say('There is no site yet. In another terminal:')
  say(
    '  npm run -s forecourt -- sites create --name "Main Street Honda" --domain www.example.com --city Rome --state NY --zip 13440',
  )
  say('  npm run -s forecourt -- keys create --site <id> --name integration --scopes all')
}

async function migrateAlone(): Promise<void> {
  const config = readConfig()
  const embedded = await databaseOf(config, createLog(config.logLevel))
  try {
    const applied = await prepareDatabase(config.databaseUrl ?? (embedded as EmbeddedPostgres).url)
    say(applied.length === 0 ? 'The database is up to date.' : `Applied: ${applied.join(', ')}.`)
  } finally {
    await embedded?.stop()
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
