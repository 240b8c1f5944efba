// A process that owns the embedded database of the folder argv[2], as a server does. It says what happens as
// one JSON object a line; on SIGINT or SIGTERM it asks the database for a sign of life, stops it and exits 0.
// With "gated" as argv[3] it starts when a first line comes in. It ends with the test that started it.
import { once } from 'node:events'
import pg from 'pg'
import { startEmbedded } from '#db/embedded/embedded-postgres.ts'
import { silentLog } from '#kernel/log.ts'

const [dataFolder = '', gate] = process.argv.slice(2)
const say = (fact: object) => process.stdout.write(`${JSON.stringify(fact)}\n`)

if (gate === 'gated') {
  say({ waiting: true })
  await once(process.stdin, 'data')
}
try {
  const database = await startEmbedded({ dataFolder, log: silentLog })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, async () => {
      const session = new pg.Client(database.url)
      await session.connect()
      const { rows } = await session.query('SELECT 42 AS answer')
      await session.end()
      say({ signal, answer: rows[0].answer })
      await database.stop()
      process.exit(0)
    })
  }
  say({ url: database.url, port: database.port, adopted: database.adopted })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
  process.exit(1)
}
process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'))
