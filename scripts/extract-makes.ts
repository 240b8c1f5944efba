// Writes src/facts/makes.json from the vPIC data: the makes that src/knowledge/vpic/names/makes.json lists, with
// their models since 1996. Rerun after a change of that list or of the package:
//   node scripts/extract-makes.ts && npx biome check --write src/facts/makes.json
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { gunzipSync } from 'node:zlib'
import { keysOverlap, parseKey } from '../src/knowledge/vpic/key-pattern.ts'
import { findSourceData } from '../src/knowledge/vpic/source-data.ts'
import { makeNames } from '../src/knowledge/vpic/trade-names.ts'

const electricFuel = '2'

const modelPatterns = `
  select distinct model.Name as model, pattern.VinSchemaId as schema, pattern.Keys as keys
  from Wmi wmi
  join Wmi_VinSchema link on link.WmiId = wmi.Id
  join Pattern pattern on pattern.VinSchemaId = link.VinSchemaId and pattern.ElementId = 28
  join Model model on model.Id = cast(pattern.AttributeId as integer)
  join Make_Model owner on owner.ModelId = model.Id
  join Make make on make.Id = owner.MakeId
  where (make.Name = ? or model.Name = ?) and wmi.VehicleTypeId in (2, 3, 7) and coalesce(link.YearTo, 9999) >= 1996`

const fuelPatterns = `
  select VinSchemaId as schema, Keys as keys, ElementId as element, AttributeId as fuel
  from Pattern where ElementId in (24, 66)`

/** The fuels of the patterns that a model's VINs can match: primary ones as they are, secondary ones marked. */
function fuelsOf(database: DatabaseSync) {
  const bySchema = Map.groupBy(database.prepare(fuelPatterns).all(), (row) => row.schema)
  return (schema: unknown, keys: string): string[] =>
    (bySchema.get(schema as number) ?? [])
      .filter((row) => keysOverlap(parseKey(keys), parseKey(String(row.keys))))
      .map((row) => (row.element === 66 ? `secondary ${row.fuel}` : String(row.fuel)))
}

function extract(database: DatabaseSync) {
  const fuels = fuelsOf(database)
  const statement = database.prepare(modelPatterns)
  return makeNames.map((make) => {
    const found = new Map<string, Set<string>>(make.add.map((model) => [model, new Set()]))
    const rows = [
      ...make.vpic.flatMap((name) => statement.all(name, '')),
      ...Object.keys(make.own).flatMap((model) => statement.all('', model)),
    ]
    for (const row of rows) {
      const model = String(row.model)
      if (make.drop.some((pattern) => new RegExp(pattern).test(model))) continue
      const name = make.rename[model] ?? make.own[model] ?? model
      const known = found.get(name) ?? new Set()
      for (const fuel of fuels(row.schema, String(row.keys))) known.add(fuel)
      found.set(name, known)
    }
    const models = [...found.keys()].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
    const isElectric = (model: string) => {
      const known = found.get(model)
      return make.electric.includes(model) || (known?.size === 1 && known.has(electricFuel))
    }
    return { name: make.name, aliases: make.aliases, models, electricModels: models.filter(isElectric) }
  })
}

const folder = mkdtempSync(join(tmpdir(), 'vpic-'))
try {
  const unpacked = join(folder, 'vpic.db')
  writeFileSync(unpacked, gunzipSync(readFileSync(findSourceData().path)))
  const database = new DatabaseSync(unpacked, { readOnly: true })
  const makes = extract(database)
  database.close()
  writeFileSync(new URL('../src/facts/makes.json', import.meta.url), `${JSON.stringify(makes, null, 2)}\n`)
  console.log(`${makes.length} makes, ${makes.reduce((sum, make) => sum + make.models.length, 0)} models`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
