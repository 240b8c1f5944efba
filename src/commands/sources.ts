import { createReadStream } from 'node:fs'
import { access, constants, readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import { withTx } from '#db/index.ts'
import { type Conflict, conflictsOf } from '#facts/index.ts'
import { AppError, OperatorError } from '#kernel/errors.ts'
import { silentLog } from '#kernel/log.ts'
import {
  addSource,
  fileEndings,
  findSource,
  importEpa,
  listDisputed,
  listSources,
  mediaTypeOfFile,
  readSource,
  removeSource,
  type Source,
  type SourceInput,
  searchWeb,
} from '#knowledge/index.ts'
import { openSpending } from '#models/port.ts'
import { getSite } from '#sites/index.ts'
import { openModels } from '../open-models.ts'
import { version } from '../version.ts'
import { type CommandContext, withDatabase, withDoor } from './context.ts'
import { print, progress, table } from './output.ts'

const bytesMax = 10 * 1024 * 1024

export function addSources(program: Command): void {
  const sources = program
    .command('sources')
    .description('documents and pages that facts and passages are read from')
  sources
    .command('add')
    .description('read a document or a page into what a site knows')
    .argument('<file|url>', `a file that ends in ${fileEndings.join(', ')}, or an https address`)
    .requiredOption('--site <id>')
    .option('--title <title>', 'what readers call the document (default: the name of the file)')
    .option('--json', 'print JSON')
    .action(async (what, { site, title, json }) => {
      const input = await inputOf(what, title)
      const source = await withDatabase(async (context) => {
        const { id } = await getSite(context.database.db, site)
        return await addAndRead(context, id, input)
      })
      print({ json }, view(source), () => [sentenceOf(source)])
      if (source.status === 'failed') process.exitCode = 1
    })
  sources
    .command('search')
    .description('ask the search engine of FORECOURT_SEARCH for pages, and read the first of them')
    .argument('<words>')
    .requiredOption('--site <id>')
    .option('--limit <n>', 'pages to ask for, 1-20', Number, 10)
    .option('--add <n>', 'of them so many are read', Number, 0)
    .option('--json', 'print JSON')
    .action(async (words, { site, limit, add, json }) => {
      if (!Number.isInteger(limit) || limit < 1 || limit > 20)
        throw new OperatorError('--limit must be a whole number from 1 to 20.')
      if (!Number.isInteger(add) || add < 0) throw new OperatorError('--add must be a whole number from 0.')
      const found = await withDatabase((context) => searchAndAdd(context, { site, words, limit, add }))
      print({ json }, found, () => [
        ...table(
          ['title', 'address'],
          found.pages.map(({ title, url }) => [title, url]),
        ),
        ...found.added.map(({ title, status, error }) => `${title}: ${error ?? status}`),
      ])
    })
  sources
    .command('add-epa')
    .description('read EPA’s fuel economy data for all sites; a newer file replaces the one before')
    .argument('<file>', 'vehicles.csv of https://www.fueleconomy.gov/feg/download.shtml')
    .option('--json', 'print JSON')
    .action(async (file, options) => {
      await access(file, constants.R_OK).catch(() => {
        throw new OperatorError(`The file ${file} cannot be read.`)
      })
      const report = await withDatabase(({ database: { db }, clock }) =>
        importEpa({ db, clock }, createReadStream(file), progress(options.json)),
      )
      print(options, report, () => [
        `${report.rows} rows: ${report.facts} facts, ${report.skipped} rows skipped.`,
      ])
    })
  sources
    .command('list')
    .description('show the documents and pages of a site, oldest first')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return await listSources(database.db, id)
      })
      print(options, rows.map(view), () =>
        rows.length === 0 ? ['There is no source yet. "sources add" makes one.'] : linesOf(rows),
      )
    })
  sources
    .command('remove')
    .description('take a source away with its facts and passages; texts that are written stay')
    .argument('<id>')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (id, options) => {
      await withDatabase(async ({ database, clock }) => {
        const { id: siteId } = await getSite(database.db, options.site)
        const target = { siteId, id, actor: { kind: 'operator' } as const }
        await asOperator(() => withTx(database.db, (tx) => removeSource({ clock }, tx, target)))
      })
      print(options, { id, deleted: true }, () => ['Removed.'])
    })
  sources
    .command('conflicts')
    .description('show where the sources of a site disagree, and which of them is stated')
    .requiredOption('--site <id>')
    .option('--json', 'print JSON')
    .action(async (options) => {
      const conflicts = await withDatabase(async ({ database }) => {
        const { id } = await getSite(database.db, options.site)
        return conflictsOf(await listDisputed(database.db, id))
      })
      print(options, conflicts, () =>
        conflicts.length === 0 ? ['No two sources disagree.'] : conflictLines(conflicts),
      )
    })
}

async function inputOf(what: string, title: string | undefined): Promise<SourceInput> {
  if (/^https?:\/\//i.test(what)) return { url: what }
  const mediaType = mediaTypeOfFile(what)
  if (!mediaType)
    throw new OperatorError(`${what} is not read. A file must end in ${fileEndings.join(', ')}.`)
  const found = await stat(what).catch(() => undefined)
  if (!found?.isFile()) throw new OperatorError(`The file ${what} cannot be read.`)
  if (found.size > bytesMax)
    throw new OperatorError(`${what} has more than 10 MB. Split it and add the parts.`)
  return { title: title ?? basename(what), mediaType, content: await readFile(what) }
}

/** A page that is not admitted (an http address, say) is one that was not read, and no end of the others. */
async function searchAndAdd(
  context: CommandContext,
  { site, words, limit, add }: { site: string; words: string; limit: number; add: number },
) {
  const { config, database } = context
  if (!config.search)
    throw new OperatorError(
      'No search engine is set. FORECOURT_SEARCH names one: brave, tavily, or a SearXNG.',
    )
  const { search } = config
  const { id } = await getSite(database.db, site)
  const pages = await withDoor(config, (door) => searchWeb(door, search, words, limit))
  const added: { title: string; status: string; error: string | null }[] = []
  for (const { url } of pages.slice(0, add)) {
    const { title, status, error } = await addAndRead(context, id, { url }).catch((fault) => {
      if (!(fault instanceof OperatorError)) throw fault
      return { title: url, status: 'failed', error: fault.message }
    })
    added.push({ title, status, error })
  }
  return { pages, added }
}

/** A worker may be faster; whoever settles it first has read it. */
async function addAndRead(
  { config, database: { db }, clock }: CommandContext,
  siteId: string,
  input: SourceInput,
): Promise<Source> {
  const by = { siteId, actor: { kind: 'operator' } as const }
  const deps = { clock, dev: config.dev }
  const spending = openSpending({ db, clock, budget: config.modelBudget })
  const { sources: models } = await openModels({ config, clock, log: silentLog, spending })
  const added = await asOperator(() => withTx(db, (tx) => addSource(deps, tx, by, input)))
  await withDoor(config, (door) =>
    readSource(
      { db, clock, door, version, models, log: silentLog },
      { siteId, sourceId: added.id },
      new AbortController().signal,
    ),
  )
  return (await findSource(db, siteId, added.id)) ?? added
}

/** What a request would be answered with is one line here. */
async function asOperator<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw error instanceof AppError ? new OperatorError(`${error.message}.`, { cause: error }) : error
  }
}

function view({
  mediaType,
  factCount,
  proseFactCount,
  proseDroppedCount,
  passageCount,
  retrievedAt,
  createdAt,
  ...source
}: Source) {
  return {
    ...source,
    media_type: mediaType,
    fact_count: factCount,
    prose_fact_count: proseFactCount,
    prose_dropped_count: proseDroppedCount,
    passage_count: passageCount,
    retrieved_at: retrievedAt?.toISOString() ?? null,
    created_at: createdAt.toISOString(),
  }
}

function sentenceOf({ id, title, status, error, factCount, proseFactCount, passageCount }: Source): string {
  return status === 'failed'
    ? `${title} was not read: ${error}`
    : `Read ${title}: ${factCount + proseFactCount} facts, ${passageCount} passages. ${id}`
}

function conflictLines(conflicts: Conflict[]): string[] {
  return table(
    ['subject', 'attribute', 'stated', 'source', 'others'],
    conflicts.map(({ subject, attribute, stated, others }) => [
      subject,
      attribute,
      String(stated.value),
      stated.source.title,
      others.map(({ value, source }) => `${value} (${source.title})`).join(', '),
    ]),
  )
}

function linesOf(rows: Source[]): string[] {
  return table(
    ['id', 'kind', 'status', 'facts', 'passages', 'title', 'error'],
    rows.map((row) => [
      row.id,
      row.kind,
      row.status,
      row.factCount + row.proseFactCount,
      row.passageCount,
      row.title,
      row.error,
    ]),
  )
}
