import { Type } from 'typebox'
import { defineRoute, OneOf } from '#http/index.ts'

export type HealthDeps = {
  version: string
  /** Each resolves when the part can be reached, within a second. */
  checks: { database(): Promise<void>; jobs(): Promise<void> }
}

const State = OneOf(['ok', 'failed'])
const Health = Type.Object({
  status: State,
  version: Type.String(),
  checks: Type.Object({ database: State, jobs: State }),
})

export const getHealth = defineRoute<HealthDeps>()({
  id: 'health.get',
  method: 'GET',
  path: '/health',
  summary: 'Whether the server can do its work.',
  tag: 'Health',
  access: 'public',
  responses: { 200: Health, 503: Health },
  async handle({ deps }) {
    const [database, jobs] = await Promise.all([stateOf(deps.checks.database), stateOf(deps.checks.jobs)])
    const healthy = database === 'ok' && jobs === 'ok'
    const body = { status: healthy ? 'ok' : 'failed', version: deps.version, checks: { database, jobs } }
    return { status: healthy ? 200 : 503, body }
  },
})

async function stateOf(check: () => Promise<void>): Promise<'ok' | 'failed'> {
  return await check().then(
    () => 'ok',
    () => 'failed',
  )
}
