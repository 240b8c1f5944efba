import { access, constants, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { serverVersion } from '#db/index.ts'
import { assertQueuesReachable } from '#jobs/index.ts'
import { openVpic } from '#knowledge/index.ts'
import { listSites } from '#sites/index.ts'
import { readConfig } from '../config.ts'
import { type CommandContext, withDatabase } from './context.ts'
import { print } from './output.ts'

type Finding = { check: string; ok: boolean; says: string }

const freeBytesMin = 1_000_000_000

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('look over settings, data folder, database, queues and data files')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const findings: Finding[] = [await look('settings', async () => settings())]
      if (findings[0]?.ok) {
        findings.push(await look('data folder', dataFolder))
        const database = await look('database', async () =>
          withDatabase(async (context) => void findings.push(...(await inside(context)))).then(
            () => 'can be reached',
          ),
        )
        findings.push(database)
      }
      print(options, findings, () =>
        findings.map(({ check, ok, says }) => `${ok ? 'ok    ' : 'failed'}  ${check}: ${says}`),
      )
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1
    })
}

async function look(check: string, work: () => Promise<string>): Promise<Finding> {
  try {
    return { check, ok: true, says: await work() }
  } catch (error) {
    return { check, ok: false, says: (error as Error).message }
  }
}

function settings(): string {
  const { host, port, databaseUrl } = readConfig()
  return `http://${host}:${port}, ${databaseUrl ? 'database of DATABASE_URL' : 'embedded database'}`
}

async function dataFolder(): Promise<string> {
  const { dataFolder } = readConfig()
  const made = await access(dataFolder, constants.F_OK).then(
    () => true,
    () => false,
  )
  if (!made) return `${dataFolder} will be made at the first start`
  await access(dataFolder, constants.W_OK)
  const { bavail, bsize } = await statfs(dataFolder)
  const free = bavail * bsize
  if (free < freeBytesMin) throw new Error(`only ${Math.round(free / 1e6)} MB free in ${dataFolder}`)
  return `${dataFolder}, ${Math.round(free / 1e9)} GB free`
}

async function inside({ config, database }: CommandContext): Promise<Finding[]> {
  const { db } = database
  return [
    await look('PostgreSQL', async () => {
      const version = await serverVersion(db)
      if (version < 15) throw new Error(`version ${version}; 15 or newer is needed`)
      return `version ${version}`
    }),
    await look('queues', async () => assertQueuesReachable(db).then(() => 'can be reached')),
    await look('VIN data', async () => {
      const vpic = await openVpic({ cacheFolder: join(config.dataFolder, 'cache') })
      vpic.close()
      return 'ready'
    }),
    await look('sites', async () => `${(await listSites(db)).length}`),
  ]
}
