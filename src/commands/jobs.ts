import type { Command } from 'commander'
import { type JobRow, listJobs } from '#jobs/index.ts'
import { OperatorError } from '#kernel/errors.ts'
import { retryJobs } from '../retry-jobs.ts'
import { createHandlers } from '../worker.ts'
import { withDatabase, withDoor } from './context.ts'
import { print, table } from './output.ts'

const states = ['created', 'active', 'retry', 'completed', 'dead']

export function addJobs(program: Command): void {
  const jobs = program.command('jobs').description('work behind the requests')
  jobs
    .command('list')
    .description(
      'show jobs, newest first; those that the clock starts only while they run or when they failed',
    )
    .option('--state <state>', `one of ${states.join(', ')}`)
    .option('--limit <n>', 'at most so many', Number, 50)
    .option('--json', 'print JSON')
    .action(async (options) => {
      if (options.state && !states.includes(options.state))
        throw new OperatorError(`--state must be one of: ${states.join(', ')}.`)
      if (!Number.isInteger(options.limit) || options.limit < 1)
        throw new OperatorError('--limit must be a whole number from 1.')
      const rows = await withDatabase(({ database }) => listJobs(database.db, options))
      print(options, rows, () => (rows.length === 0 ? ['No jobs.'] : linesOf(rows)))
    })
  jobs
    .command('retry')
    .description('put dead letters back to work: one by its id, or all')
    .argument('[id]')
    .option('--json', 'print JSON')
    .action(async (id, options) => {
      const retried = await withDatabase(({ config, database: { url, db }, clock }) =>
        withDoor(config, (door) =>
          retryJobs({ url, db, clock, handlers: createHandlers({ db, clock, door }) }, id),
        ),
      )
      if (id && retried === 0)
        throw new OperatorError(`No dead letter has the id ${id}. "jobs list --state dead" shows them.`)
      print(options, { retried }, () => [`${retried} put back to work.`])
    })
}

function linesOf(rows: JobRow[]): string[] {
  return table(
    ['id', 'job', 'state', 'failures', 'created', 'error'],
    rows.map((row) => [
      row.id,
      row.queue,
      row.state,
      row.failures,
      row.created_at.toISOString(),
      row.error?.slice(0, 80) ?? '',
    ]),
  )
}
