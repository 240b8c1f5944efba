import { createHash } from 'node:crypto'

/** Where pg-boss keeps its tables. */
export const bossSchema = 'pgboss'

/** Where jobs wait for an operator that failed too often. */
export const deadLetterQueue = 'dead_letters'

/** The channel on which pg-boss's workers of this schema listen: what its own insert computes in SQL. */
export const wakeChannel = `pgboss_${createHash('sha224').update(bossSchema).digest('hex').slice(0, 24)}`
