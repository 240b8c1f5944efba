import type { Command } from 'commander'
import { refreshTexts } from '#inventory/index.ts'
import { changeSite, createSite, listSites, type SiteRow } from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, table } from './output.ts'

export function addSites(program: Command): void {
  const sites = program.command('sites').description('dealership sites')
  sites
    .command('create')
    .description('make a site')
    .requiredOption('--name <name>', 'the dealership’s name')
    .requiredOption('--domain <host>', 'its web site, such as www.example-honda.com')
    .requiredOption('--city <city>')
    .requiredOption('--state <state>', 'two letters')
    .requiredOption('--zip <zip>')
    .option('--oem <make>', 'the franchise')
    .option('--phone <phone>')
    .option('--address <street>')
    .option('--timezone <name>', 'IANA name', 'America/New_York')
    .option('--platform <name>', 'who runs the web site')
    .option('--json', 'print JSON')
    .action(async ({ json, ...input }) => {
      const site = await withDatabase(({ database, clock }) => createSite(database.db, clock, input))
      print({ json }, view(site), () => [`Made ${site.name}: ${site.id}`])
    })
  sites
    .command('update')
    .description('change what is said of a site')
    .argument('<id>')
    .option('--name <name>')
    .option('--domain <host>')
    .option('--city <city>')
    .option('--state <state>', 'two letters')
    .option('--zip <zip>')
    .option('--oem <make>')
    .option('--phone <phone>')
    .option('--address <street>')
    .option('--timezone <name>', 'IANA name')
    .option('--platform <name>')
    .option('--json', 'print JSON')
    .action(async (id, { json, ...change }) => {
      const site = await withDatabase(async ({ database: { db }, clock }) => {
        const changed = await changeSite(db, clock, id, change)
        await refreshTexts({ db, clock }, changed.id)
        return changed
      })
      print({ json }, view(site), () => [`Changed ${site.name}.`])
    })
  sites
    .command('list')
    .description('show all sites')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(({ database }) => listSites(database.db))
      print(options, rows.map(view), () =>
        rows.length === 0
          ? ['There is no site yet. "sites create" makes one.']
          : table(
              ['id', 'name', 'city', 'domain'],
              rows.map((row) => [row.id, row.name, row.city, row.domain]),
            ),
      )
    })
}

function view(site: SiteRow): object {
  return { ...site, created_at: site.created_at.toISOString(), updated_at: site.updated_at.toISOString() }
}
