import { Type } from 'typebox'
import { defineRoute, OneOf, Text } from '#http/index.ts'

export type HealthDeps = {
  version: string
  /** Each resolves when the part can be reached, within a second. */
  checks: { database(): Promise<void>; jobs(): Promise<void> }
  /** The process ends and takes nothing new. */
  isDraining(): boolean
}

const State = OneOf(['ok', 'failed'])
const Health = Type.Object({
  status: OneOf(['ok', 'failed', 'draining']),
  version: Text('0.1.0'),
  checks: Type.Object({ database: State, jobs: State }),
})

export const getHealth = defineRoute<HealthDeps>()({
  id: 'health.get',
  method: 'GET',
  path: '/health',
  summary: 'Whether the server can do its work.',
  description:
    '503 too while the process ends: `status` is then `draining`, and a load balancer sends its requests elsewhere.',
  tag: 'Health',
  access: 'public',
  responses: { 200: Health, 503: Health },
  async handle({ deps }) {
    const [database, jobs] = await Promise.all([stateOf(deps.checks.database), stateOf(deps.checks.jobs)])
    const healthy = database === 'ok' && jobs === 'ok'
    const status = deps.isDraining() ? 'draining' : healthy ? 'ok' : 'failed'
    const body = { status, version: deps.version, checks: { database, jobs } }
    return { status: status === 'ok' ? 200 : 503, body }
  },
})

async function stateOf(check: () => Promise<void>): Promise<'ok' | 'failed'> {
  return await check().then(
    () => 'ok',
    () => 'failed',
  )
}
