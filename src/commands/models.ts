import type { Command } from 'commander'
import { listWriters } from '#content/index.ts'
import { withDatabase } from './context.ts'
import { print, table } from './output.ts'

const days = 7

/** A model by what it wrote of late; `place` is its turn in FORECOURT_MODEL, null of one that is configured no more. */
type ModelRow = {
  model: string
  place: number | null
  address: string | null
  has_key: boolean | null
  sections: number
  claims: number
  removed: number
  /** Null: it claimed nothing. */
  removed_share: number | null
}

export function addModels(program: Command): void {
  program
    .command('models')
    .description('language models: those that are configured, and what share of their claims no fact carried')
    .command('list')
    .description(`show each with what it wrote in the last ${days} days`)
    .option('--json', 'print JSON')
    .action(async (options) => {
      const rows = await withDatabase(async ({ config, database, clock }) => {
        const since = new Date(clock.now().getTime() - days * 24 * 3600_000)
        return rowsOf(config.models, await listWriters(database.db, since))
      })
      print(options, rows, () =>
        rows.length === 0 ? ['No model is configured: FORECOURT_MODEL is not set.'] : linesOf(rows),
      )
    })
}

type Configured = { provider: string; model: string; baseUrl: string; key: unknown }
type Written = { by: string; sections: number; claims: number; removed: number }

function rowsOf(configured: readonly Configured[], written: readonly Written[]): ModelRow[] {
  const named = configured.map(({ provider, model, baseUrl, key }, i) => ({
    model: `${provider}/${model}`,
    place: i + 1,
    address: baseUrl,
    has_key: key !== undefined,
  }))
  const gone = written
    .filter(({ by }) => by.includes('/') && !named.some(({ model }) => model === by))
    .map(({ by }) => ({ model: by, place: null, address: null, has_key: null }))
  return [...named, ...gone].map((one) => {
    const { sections = 0, claims = 0, removed = 0 } = written.find(({ by }) => by === one.model) ?? {}
    return { ...one, sections, claims, removed, removed_share: claims === 0 ? null : removed / claims }
  })
}

function linesOf(rows: readonly ModelRow[]): string[] {
  return table(
    ['model', 'asked', 'address', 'key', 'sections', 'claims', 'removed', 'share'],
    rows.map(({ model, place, address, has_key, sections, claims, removed, removed_share }) => [
      model,
      place === null ? 'not configured' : `${place}.`,
      address,
      has_key === null ? null : has_key ? 'set' : 'none',
      sections,
      claims,
      removed,
      removed_share === null ? null : `${(removed_share * 100).toFixed(1)} %`,
    ]),
  )
}
