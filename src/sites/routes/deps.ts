import type { Db } from '#db/index.ts'

export type SiteRouteDeps = { db: Db }
