import type { Command } from 'commander'
import {
  createBrandVoice,
  createCategory,
  getSite,
  listBrandVoices,
  listCategories,
  tones,
} from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, table } from './output.ts'

export function addCategories(program: Command): void {
  const categories = program.command('categories').description('categories of a site’s content')
  categories
    .command('create')
    .description('make a category')
    .requiredOption('--site <id>')
    .requiredOption('--name <name>')
    .option('--description <text>')
    .option('--json', 'print JSON')
    .action(async ({ json, site, ...input }) => {
      const made = await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, site)
        return await createCategory(database.db, clock, { ...input, siteId })
      })
      print({ json }, made, () => [`Made ${made.name}: ${made.id}`])
    })
  categories
    .command('list')
    .description('show the categories of a site')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return await listCategories(database.db, id)
      })
      print(options, rows, () =>
        rows.length === 0
          ? ['There is no category yet. "categories create" makes one.']
          : table(
              ['id', 'name', 'slug'],
              rows.map((row) => [row.id, row.name, row.slug]),
            ),
      )
    })
}

export function addVoices(program: Command): void {
  const voices = program.command('voices').description('brand voices of a site')
  voices
    .command('create')
    .description('make a brand voice')
    .requiredOption('--site <id>')
    .requiredOption('--name <name>')
    .option('--tone <tone>', `one of ${tones.join(', ')}`, 'neutral')
    .option('--description <text>')
    .option('--default', 'write with it unless another is named')
    .option('--json', 'print JSON')
    .action(async ({ json, site, default: isDefault, ...input }) => {
      const made = await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, site)
        return await createBrandVoice(database.db, clock, { ...input, siteId, isDefault: isDefault ?? false })
      })
      print({ json }, made, () => [`Made ${made.name}: ${made.id}`])
    })
  voices
    .command('list')
    .description('show the brand voices of a site')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return await listBrandVoices(database.db, id)
      })
      print(options, rows, () =>
        rows.length === 0
          ? ['There is no brand voice yet. "voices create" makes one.']
          : table(
              ['id', 'name', 'tone', 'default'],
              rows.map((row) => [row.id, row.name, row.tone, row.is_default ? 'yes' : '']),
            ),
      )
    })
}
