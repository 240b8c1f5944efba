import type { Command } from 'commander'
import { type AuditRow, listAudit } from '#audit/index.ts'
import { OperatorError } from '#kernel/errors.ts'
import { instantOf } from '#kernel/instant.ts'
import { getSite } from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, table } from './output.ts'

export function addAudit(program: Command): void {
  const audit = program.command('audit').description('who changed what')
  audit
    .command('list')
    .description('show the changes of a site, newest first; they are kept 400 days')
    .requiredOption('--site <id>')
    .option('--since <time>', 'a day such as 2026-08-01 (UTC), or a time with its offset')
    .option('--limit <n>', 'at most so many', Number, 100)
    .option('--json', 'print JSON')
    .action(async ({ json, site, since, limit }) => {
      if (!Number.isInteger(limit) || limit < 1)
        throw new OperatorError('--limit must be a whole number from 1.')
      const from = since === undefined ? {} : { since: sinceOf(since) }
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, site)
        return await listAudit(database.db, id, { ...from, limit })
      })
      print({ json }, rows, () => (rows.length === 0 ? ['Nothing was changed.'] : linesOf(rows)))
    })
}

function sinceOf(text: string): Date {
  const time = instantOf(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text)
  if (time) return time
  throw new OperatorError(
    '--since must be a day such as 2026-08-01, or a time such as 2026-08-01T09:00:00-04:00.',
  )
}

function linesOf(rows: AuditRow[]): string[] {
  return table(
    ['at', 'who', 'action', 'id', 'request', 'changed'],
    rows.map((row) => [
      row.at.toISOString(),
      row.key_label === null ? row.actor : `key ${row.key_label}`,
      row.action,
      row.noun_id,
      row.request_id,
      Object.keys(row.details).join(', '),
    ]),
  )
}
