import { type Command, Option } from 'commander'
import { changeContentType, getSite, listContentTypes } from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, switched, table } from './output.ts'

export function addContentTypes(program: Command): void {
  const types = program.command('content-types').description('article types as a site has them')
  types
    .command('list')
    .description('show the types, with their usual length')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return await listContentTypes(database.db, id)
      })
      print(options, rows, () =>
        table(
          ['type', 'name', 'words', 'enabled'],
          rows.map((row) => [
            row.article_type,
            row.name,
            row.default_word_count,
            row.is_enabled ? 'yes' : '',
          ]),
        ),
      )
    })
  types
    .command('update')
    .description('change how long articles of a type are, or whether they are taken')
    .requiredOption('--site <id>')
    .requiredOption('--type <type>', 'such as basic; "content-types list" shows them')
    .option('--words <n>', 'what its articles aim at, 200-5000', Number)
    .addOption(new Option('--enable', 'take contents of the type').conflicts('disable'))
    .addOption(new Option('--disable', 'refuse contents of the type').conflicts('enable'))
    .option('--json', 'print JSON')
    .action(async ({ json, site, type, words, enable, disable }) => {
      const changed = await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, site)
        const change = {
          ...(words === undefined ? {} : { words }),
          ...switched('isEnabled', { enable, disable }),
        }
        return await changeContentType(database.db, clock, { siteId, type, ...change })
      })
      print({ json }, changed, () => [
        `${changed.name}: ${changed.default_word_count} words, ${changed.is_enabled ? 'enabled' : 'not enabled'}.`,
      ])
    })
}
