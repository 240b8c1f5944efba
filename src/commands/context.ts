import { attachOrStart, type Database, openDatabase } from '#db/index.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLog } from '#kernel/log.ts'
import { createOutboundDoor, type OutboundDoor } from '#kernel/outbound/index.ts'
import { createLog, prepareDatabase } from '../app.ts'
import { type Config, readConfig } from '../config.ts'

export type CommandContext = { config: Config; database: Database; clock: typeof systemClock }

/** Gives a command the way to addresses of others. */
export async function withDoor<T>({ dev }: Config, work: (door: OutboundDoor) => Promise<T>): Promise<T> {
  const door = createOutboundDoor({ dev })
  try {
    return await work(door)
  } finally {
    await door.close()
  }
}

/**
 * Gives a command the database: that of DATABASE_URL, of the server that runs on the data folder, or of one
 * that is started for the command and stopped after it.
 */
export async function withDatabase<T>(work: (context: CommandContext) => Promise<T>): Promise<T> {
  const config = readConfig()
  const log = config.logLevel === 'info' ? silentLog : createLog(config.logLevel)
  const server = config.databaseUrl
    ? { url: config.databaseUrl, stop: async () => {} }
    : await attachOrStart({ dataFolder: config.dataFolder, log })
  try {
    await prepareDatabase(server.url)
    const database = openDatabase(server.url, { max: 4, onError: () => {} })
    try {
      return await work({ config, database, clock: systemClock })
    } finally {
      await database.close()
    }
  } finally {
    await server.stop()
  }
}
