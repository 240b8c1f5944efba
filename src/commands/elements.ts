import { type Command, Option } from 'commander'
import {
  changeElement,
  createElement,
  type ElementRow,
  elementTypes,
  getSite,
  listElements,
  removeElement,
} from '#sites/index.ts'
import { withDatabase } from './context.ts'
import { print, switched, table } from './output.ts'

const shownMax = 60

export function addElements(program: Command): void {
  const elements = program
    .command('elements')
    .description('what a dealership says itself in its articles: links, calls to action, hours, small print')
  elements
    .command('create')
    .description('make an element; articles that are written from now on place it')
    .requiredOption('--site <id>')
    .requiredOption('--type <type>', `one of ${elementTypes.join(', ')}`)
    .requiredOption('--name <name>', 'what you call it; of hours also the label before them')
    .option('--content <text>', 'plain text, as it shall stand; of a link its words (default: the name)')
    .option('--url <address>', 'where a link leads; with it a cta is a link as well')
    .option('--intent <intent>', 'of a link: sales, finance, service or parts')
    .option('--json', 'print JSON')
    .action(async ({ json, site, ...input }) => {
      const made = await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, site)
        return await createElement(database.db, clock, { ...input, siteId })
      })
      print({ json }, made, () => [`Made ${made.name}: ${made.id}`])
    })
  elements
    .command('list')
    .description('show the elements of a site, oldest first')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return await listElements(database.db, id)
      })
      print(options, rows, () =>
        rows.length === 0 ? ['There is no element yet. "elements create" makes one.'] : linesOf(rows),
      )
    })
  elements
    .command('update')
    .description('change an element; articles that are written already stay as they are')
    .argument('<id>')
    .option('--name <name>')
    .option('--content <text>')
    .option('--url <address>')
    .option('--intent <intent>')
    .addOption(new Option('--enable', 'place it').conflicts('disable'))
    .addOption(new Option('--disable', 'keep it and place it no longer').conflicts('enable'))
    .option('--json', 'print JSON')
    .action(async (id, { json, enable, disable, ...change }) => {
      const element = await withDatabase(({ database, clock }) =>
        changeElement(database.db, clock, id, { ...change, ...switched('isActive', { enable, disable }) }),
      )
      print({ json }, element, () => [`Changed ${element.name}.`])
    })
  elements
    .command('delete')
    .description('remove an element')
    .argument('<id>')
    .option('--json', 'print JSON')
    .action(async (id, options) => {
      await withDatabase(({ database, clock }) => removeElement(database.db, clock, id))
      print(options, { id, deleted: true }, () => ['Removed.'])
    })
}

function linesOf(rows: ElementRow[]): string[] {
  return table(
    ['id', 'type', 'name', 'active', 'intent', 'content'],
    rows.map(({ id, type, name, is_active, intent, content }) => [
      id,
      type,
      name,
      is_active ? 'yes' : '',
      intent,
      content.replace(/\s+/g, ' ').slice(0, shownMax),
    ]),
  )
}
