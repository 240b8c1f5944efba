import type { Command } from 'commander'
import { changeScopes, createKey, type KeyView, listKeys, parseScopes, revokeKey } from '#keys/index.ts'
import { getSite } from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, table } from './output.ts'

export function addKeys(program: Command): void {
  const keys = program.command('keys').description('API keys')
  keys
    .command('create')
    .description('make a key; it is shown this once')
    .requiredOption('--site <id>')
    .requiredOption('--name <name>', 'what the key is for')
    .requiredOption('--scopes <list>', '"all", or scopes with commas between')
    .option('--per-minute <n>', 'requests a minute, 10-500 (default 60)', Number)
    .option('--per-day <n>', 'requests a day, up to 100000 (default 10000)', Number)
    .option('--expires-days <n>', 'days until it expires (default never)', Number)
    .option('--json', 'print JSON')
    .action(async ({ json, site, scopes, ...input }) => {
      const made = await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, site)
        return await createKey(database.db, clock, { ...input, siteId, scopes: parseScopes(scopes) })
      })
      print({ json }, made, () => [`Made ${made.name} (${made.id}). The key, shown this once:`, made.key])
    })
  keys
    .command('list')
    .description('show keys, newest first')
    .option('--site <id>', 'of one site only')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        if (options.site) await getSite(database.db, options.site)
        return await listKeys(database.db, options.site)
      })
      print(options, rows, () =>
        rows.length === 0 ? ['There is no key yet. "keys create" makes one.'] : rowsOf(rows),
      )
    })
  keys
    .command('update')
    .description('change what a key may do')
    .argument('<id>')
    .requiredOption('--scopes <list>', '"all", or scopes with commas between')
    .option('--json', 'print JSON')
    .action(async (id, { json, scopes }) => {
      const key = await withDatabase(({ database, clock }) =>
        changeScopes(database.db, clock, id, parseScopes(scopes)),
      )
      print({ json }, key, () => [`${key.name} may now: ${key.scopes.join(', ')}`])
    })
  keys
    .command('revoke')
    .description('end a key, within a second')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(async (id, options) => {
      const key = await withDatabase(({ database, clock }) => revokeKey(database.db, clock, id))
      print(options, key, () => [`${key.name} (${key.prefix}…) is revoked.`])
    })
}

function rowsOf(rows: KeyView[]): string[] {
  const state = (key: KeyView) =>
    key.revoked_at ? 'revoked' : key.expires_at ? `until ${key.expires_at}` : 'active'
  return table(
    ['id', 'name', 'key', 'a minute', 'state', 'scopes'],
    rows.map((key) => [key.id, key.name, `${key.prefix}…`, key.per_minute, state(key), key.scopes.join(',')]),
  )
}
