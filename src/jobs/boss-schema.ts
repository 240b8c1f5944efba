import { createHash } from 'node:crypto'

/** Where pg-boss keeps its tables. */
export const bossSchema = 'pgboss'

/** The channel on which pg-boss's workers of this schema listen: what its own insert computes in SQL. */
export const wakeChannel = `pgboss_${createHash('sha224').update(bossSchema).digest('hex').slice(0, 24)}`
