export { attachOrStart, type EmbeddedPostgres, startEmbedded } from './embedded/embedded-postgres.ts'
export { countListed, countListedBy, foldCounts } from './list-counts.ts'
export { migrate } from './migrate.ts'
export { type NotifiedCache, openNotifiedCache } from './notified-cache.ts'
export {
  type Database,
  type Db,
  openDatabase,
  serverVersion,
  type Tx,
  untilConnectionsLeft,
  withTx,
} from './pool.ts'
export type { DB as Tables } from './schema.gen.ts'
export type { Answer, UnitOfWork } from './unit-of-work.ts'
export { runWrites, type Write } from './write-set.ts'
