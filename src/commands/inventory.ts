import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { join } from 'node:path'
import type { Command } from 'commander'
import { type ImportReport, importFeed } from '#inventory/index.ts'
import { OperatorError } from '#kernel/errors.ts'
import { openVpic } from '#knowledge/index.ts'
import { getSite } from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, progress } from './output.ts'

const shownMax = 20

export function addInventory(program: Command): void {
  const inventory = program.command('inventory').description('vehicles of a site')
  inventory
    .command('import')
    .description(
      'read a CSV feed into a site’s inventory; rows that cannot be taken are listed with the reason',
    )
    .argument('<file>')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (file, options) => {
      await access(file, constants.R_OK).catch(() => {
        throw new OperatorError(`The file ${file} cannot be read.`)
      })
      const report = await withDatabase(async ({ config, database, clock }) => {
        const { id } = await getSite(database.db, options.site)
        const vpic = await openVpic({ cacheFolder: join(config.dataFolder, 'cache') })
        try {
          return await importFeed(
            { db: database.db, clock, vpic },
            id,
            createReadStream(file),
            progress(options.json),
          )
        } finally {
          vpic.close()
        }
      })
      print(options, report, () => linesOf(report))
    })
}

function linesOf(report: ImportReport): string[] {
  const { rows, added, changed, unchanged, quarantined, quarantined_count, warning_count } = report
  const lines = [
    `${rows} rows: ${added} added, ${changed} changed, ${unchanged} unchanged, ${quarantined_count} quarantined.`,
  ]
  for (const { row, reason } of quarantined.slice(0, shownMax)) lines.push(`  row ${row}: ${reason}`)
  if (quarantined.length > shownMax)
    lines.push(`  and ${quarantined.length - shownMax} more; --json lists all`)
  if (warning_count > 0) lines.push(`${warning_count} warnings; --json lists them.`)
  return lines
}
