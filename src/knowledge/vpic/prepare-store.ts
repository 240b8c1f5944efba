// Makes the trimmed database of the decoder from the packed vPIC data: cars, trucks and passenger MPVs, the elements
// that vpic-elements.ts names, lookups resolved, clustered by schema. The result takes its final name only when it
// is whole and on disk, so another process sees all of it or nothing, and two that prepare at once both succeed.
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, mkdtemp, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parseKey } from './key-pattern.ts'
import { element, lookupTables } from './vpic-elements.ts'

export type Preparation = {
  /** The gzip-packed SQLite file of vPIC. */
  packedPath: string
  /** The file to make. */
  target: string
}

const workFolderPrefix = '.vpic-preparing-'
/** A work folder this old was left by a process that was killed; preparing takes seconds. */
const abandonedAfterMs = 3_600_000
/** Elements of a key up to position 11 of the VIN, "|" included: what lies behind is the serial number. */
const elementsBeforeSerial = 8

const tables = `
  create table wmi (wmi text primary key, type integer not null, light integer not null, make text,
    reads_serial integer not null) without rowid;
  create table link (wmi text not null, schema integer not null, year_from integer not null, year_to integer not null,
    primary key (wmi, year_from, schema, year_to)) without rowid;
  create table value (id integer primary key, text text not null, make text);
  create table pattern (schema integer not null, keys text not null, element integer not null, changed integer not null,
    value integer not null, primary key (schema, keys, element, changed, value)) without rowid;
  create table engine (name text not null, element integer not null, value integer not null,
    primary key (name, element)) without rowid;
  create table about (last_year integer not null);`

function resolvedText(attribute: string, elementId: string): string {
  const cases = Object.entries(lookupTables)
    .map(
      ([id, table]) =>
        `when ${id} then (select Name from raw.${table} where Id = cast(${attribute} as integer))`,
    )
    .join(' ')
  return `case ${elementId} ${cases} else ${attribute} end`
}

/** Primary keys that the packed data lacks; without them every lookup is a scan. */
function indexLookups(database: DatabaseSync): void {
  for (const table of new Set(Object.values(lookupTables)))
    database.exec(`create index raw.key_${table} on ${table}(Id)`)
  database.exec('create index raw.owner on Make_Model(ModelId); create index raw.make_key on Make(Id)')
}

function copyMakers(database: DatabaseSync): void {
  database.exec(`
    insert into wmi select w.Wmi, w.VehicleTypeId,
      w.VehicleTypeId <> 3 or coalesce(w.TruckTypeId, 0) = 1,
      (select case when count(*) = 1 then max(m.Name) end from raw.Wmi_Make o join raw.Make m on m.Id = o.MakeId
        where o.WmiId = w.Id), 0
      from raw.Wmi w where w.VehicleTypeId in (2, 3, 7);
    insert or ignore into link select w.Wmi, l.VinSchemaId, l.YearFrom, coalesce(l.YearTo, 9999)
      from raw.Wmi_VinSchema l join raw.Wmi w on w.Id = l.WmiId where w.VehicleTypeId in (2, 3, 7);
    insert into about select max(year_from) from link;`)
}

function copyPatterns(database: DatabaseSync): void {
  const elements = Object.values(element).join(', ')
  database.exec(`
    create temp table kept as
      select VinSchemaId as schema, upper(Keys) as keys, ElementId as element, trim(AttributeId) as attribute,
        dense_rank() over (order by coalesce(UpdatedOn, CreatedOn)) as changed
      from raw.Pattern
      where ElementId in (${elements}) and VinSchemaId in (select schema from link) and Keys not like '%#%';
    create temp table spoken as
      select element, attribute from kept
      union select ElementId, trim(AttributeId) from raw.EngineModelPattern where ElementId in (${elements});
    create temp table named as
      select row_number() over () as id, element, attribute, ${resolvedText('attribute', 'element')} as text from spoken;
    create unique index temp.named_key on named(element, attribute);
    insert into value select id, text, case element when ${element.model} then
        (select m.Name from raw.Make_Model o join raw.Make m on m.Id = o.MakeId where o.ModelId = cast(attribute as integer))
      end from named where text is not null;
    insert or ignore into pattern select k.schema, k.keys, k.element, k.changed, n.id
      from kept k join named n on n.element = k.element and n.attribute = k.attribute where n.text is not null;
    insert or ignore into engine select lower(trim(e.Name)), p.ElementId, n.id
      from raw.EngineModel e join raw.EngineModelPattern p on p.EngineModelId = e.Id
      join named n on n.element = p.ElementId and n.attribute = trim(p.AttributeId)
      where n.text is not null order by p.Id desc;
    create index link_of_schema on link(schema);
    create index pattern_of_model on pattern(value) where element = ${element.model};
    drop table temp.kept; drop table temp.spoken; drop table temp.named;`)
}

/** Marks the makers whose keys look into the serial number: their VINs do not decode alike by pattern. */
function markSerialReaders(database: DatabaseSync): void {
  const mark = database.prepare(
    'update wmi set reads_serial = 1 where wmi in (select wmi from link where schema = ?)',
  )
  const schemas = new Set<number>()
  for (const row of database
    .prepare(`select distinct schema, keys from pattern where length(keys) > ${elementsBeforeSerial}`)
    .iterate()) {
    if (parseKey(String(row.keys)).length > elementsBeforeSerial) schemas.add(Number(row.schema))
  }
  for (const schema of schemas) mark.run(schema)
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.startsWith(workFolderPrefix)) continue
    const path = join(folder, name)
    const found = await stat(path).catch(() => undefined)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs)
      await rm(path, { recursive: true, force: true })
  }
}

async function syncToDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/**
 * Writes the decoder's database to `target`, whose folder is made when missing. Takes about three seconds of one
 * core and 90 MB of disk on the way.
 * @throws Error of the file system or of SQLite when the data cannot be read or the folder cannot be written.
 */
export async function prepareDatabase({ packedPath, target }: Preparation): Promise<void> {
  const folder = dirname(target)
  await mkdir(folder, { recursive: true })
  await removeAbandoned(folder)
  const workFolder = await mkdtemp(join(folder, workFolderPrefix))
  try {
    const rawPath = join(workFolder, 'raw.db')
    await pipeline(createReadStream(packedPath), createGunzip(), createWriteStream(rawPath))
    const preparedPath = join(workFolder, 'prepared.db')
    const database = new DatabaseSync(preparedPath)
    try {
      database.exec('pragma journal_mode = off; pragma synchronous = off; pragma temp_store = memory')
      database.exec(tables)
      database.prepare('attach ? as raw').run(rawPath)
      database.exec('pragma raw.journal_mode = off; begin')
      indexLookups(database)
      copyMakers(database)
      copyPatterns(database)
      markSerialReaders(database)
      database.exec('commit; detach raw; vacuum')
    } finally {
      database.close()
    }
    await syncToDisk(preparedPath)
    await rename(preparedPath, target).catch((error: unknown) => {
      // A system that refuses to replace an open file: the other process's copy is as good.
      if (!existsSync(target)) throw error
    })
  } finally {
    await rm(workFolder, { recursive: true, force: true })
  }
}
