import { DatabaseSync, type SQLOutputValue } from 'node:sqlite'
import { matchesKey } from './key-pattern.ts'
import { element } from './vpic-elements.ts'

export type Maker = {
  /** Cars, MPVs and light trucks, whose position 7 tells the cycle of the model year. */
  positionSevenTellsCycle: boolean
  /** As vPIC spells it; null when the identifier stands for several makes. */
  make: string | null
  /** Its keys look behind position 11. */
  readsSerial: boolean
}

export type PatternRow = {
  element: number
  keys: string
  text: string
  /** Of a model: the make that owns it, as vPIC spells it. */
  make: string | null
  yearFrom: number
  /** Later changes have higher numbers. */
  changed: number
}

export type ModelRow = { make: string; model: string; valueId: number }

export type PatternStore = {
  /** The newest model year that has a schema. */
  lastYear: number
  findMaker(wmi: string): Maker | undefined
  /**
   * The patterns that match the subject of a VIN (see keySubject) in the schemas that its maker used for a model
   * year. Undefined when the maker has no schema for the year.
   */
  listMatches(wmi: string, year: number, subject: string): PatternRow[] | undefined
  /** What an engine's name tells, by element. */
  listEngineValues(engineName: string): { element: number; text: string }[]
  listModels(): ModelRow[]
  /** Keys of a model in each schema, with the years of its use. */
  listModelKeys(valueId: number): { schema: number; keys: string; yearFrom: number; yearTo: number }[]
  listTrimKeys(schema: number): { keys: string; text: string }[]
  close(): void
}

type Row = Record<string, SQLOutputValue>

function asPattern(row: Row, yearFrom: number): PatternRow {
  return {
    element: Number(row.element),
    keys: String(row.keys),
    text: String(row.text),
    make: row.make === null ? null : String(row.make),
    yearFrom,
    changed: Number(row.changed),
  }
}

/** @throws Error when the file is missing, no database, or was not prepared for this code. */
export function openPatternStore(path: string): PatternStore {
  const database = new DatabaseSync(path, { readOnly: true })
  const lastYear = Number(database.prepare('select last_year from about').get()?.last_year)
  if (!Number.isInteger(lastYear)) throw new Error(`${path} is no prepared vPIC database`)
  const maker = database.prepare('select light, make, reads_serial from wmi where wmi = ?')
  const schemas = database.prepare(`
    select schema, max(year_from) as year_from from link
    where wmi = ?1 and year_from <= ?2 and year_to >= ?2 group by schema`)
  const keys = database.prepare(`
    select distinct keys from pattern where schema = ? and substr(keys, 1, 1) in (?, '*', '[')`)
  const patterns = database.prepare(`
    select p.element, p.keys, p.changed, v.text, v.make from pattern p join value v on v.id = p.value
    where p.schema = ? and p.keys = ?`)
  const engine = database.prepare(`
    select e.element, v.text from engine e join value v on v.id = e.value where e.name = ?`)
  const models = database.prepare('select id, make, text from value where make is not null')
  const modelKeys = database.prepare(`
    select distinct p.schema, p.keys, l.year_from, l.year_to from pattern p join link l on l.schema = p.schema
    where p.value = ? and p.element = ${element.model}`)
  const trimKeys = database.prepare(`
    select p.keys, v.text from pattern p join value v on v.id = p.value
    where p.schema = ? and p.element = ${element.trim}`)
  return {
    lastYear,
    findMaker(wmi) {
      const row = maker.get(wmi)
      if (!row) return undefined
      return {
        positionSevenTellsCycle: row.light === 1,
        make: row.make === null ? null : String(row.make),
        readsSerial: row.reads_serial === 1,
      }
    },
    listMatches(wmi, year, subject) {
      const linked = schemas.all(wmi, year)
      if (linked.length === 0) return undefined
      return linked.flatMap((link) => {
        const schema = Number(link.schema)
        const matching = keys
          .all(schema, subject.charAt(0))
          .filter((row) => matchesKey(String(row.keys), subject))
        return matching
          .flatMap((row) => patterns.all(schema, String(row.keys)))
          .map((row) => asPattern(row, Number(link.year_from)))
      })
    },
    listEngineValues: (name) =>
      engine.all(name.toLowerCase()).map((row) => ({ element: Number(row.element), text: String(row.text) })),
    listModels: () =>
      models
        .all()
        .map((row) => ({ valueId: Number(row.id), make: String(row.make), model: String(row.text) })),
    listModelKeys: (valueId) =>
      modelKeys.all(valueId).map((row) => ({
        schema: Number(row.schema),
        keys: String(row.keys),
        yearFrom: Number(row.year_from),
        yearTo: Number(row.year_to),
      })),
    listTrimKeys: (schema) =>
      trimKeys.all(schema).map((row) => ({ keys: String(row.keys), text: String(row.text) })),
    close: () => database.close(),
  }
}
