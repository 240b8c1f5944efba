// Deliveries a second from a backlog of events that were handed out already, one worker, 20 subscriptions with a
// receiver each, beside undici alone posting as many bodies to the same receivers, eight to each at once, as delivery does.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from './load.ts'
import type { Received } from './receiver.ts'
import { note, type Row, standingRow } from './rows.ts'
import { insertBacklog, oneBody } from './seed-rows.ts'
import { type Stage, start } from './stage.ts'

const subscriptions = 20
const sideBySide = 8
const backlogs = [1000, 10_000, 100_000]

export async function delivering(stage: Stage, runs: number): Promise<Row[]> {
  const environment = { ...stage.environment, FORECOURT_DEV: '1' }
  const receiver = await start('bench/receiver.ts', [String(subscriptions)], {}, '/')
  try {
    const { ports } = await askReceivers(receiver.port)
    await subscribe(stage, environment, ports)
    const rows: Row[] = []
    for (const backlog of backlogs) {
      const ours: number[] = []
      const limit: number[] = []
      for (let run = 0; run < runs; run++) {
        ours.push(await deliverBacklog(stage, environment, receiver.port, backlog))
        limit.push(await postBare(ports, backlog, await oneBody(stage)))
        note(`deliveries from ${backlog}: run ${run + 1} of ${runs}`)
      }
      rows.push({
        ...standingRow(`deliveries, backlog of ${backlog}`, `${Math.round(median(ours))}/s`, '>= 0.5'),
        limit: `${Math.round(median(limit))}/s`,
        ratio: (median(ours) / median(limit)).toFixed(2),
      })
    }
    return rows
  } finally {
    await receiver.stop()
  }
}

async function askReceivers(port: number, method = 'GET'): Promise<Received> {
  const response = await fetch(`http://127.0.0.1:${port}/`, { method })
  return (await response.json()) as Received
}

async function subscribe(
  stage: Stage,
  environment: Record<string, string>,
  ports: readonly number[],
): Promise<void> {
  const api = await start('src/main.ts', ['api'], environment, '/v1/public/health')
  for (const port of ports) {
    const response = await fetch(`http://127.0.0.1:${api.port}/v1/public/webhooks`, {
      method: 'POST',
      headers: { 'x-api-key': stage.keys[0] as string, 'content-type': 'application/json' },
      body: JSON.stringify({ url: `http://127.0.0.1:${port}/`, events: ['content.progress'] }),
    })
    if (response.status !== 201) throw new Error(await response.text())
  }
  await api.stop()
}

/** From the first delivery to the last, so that starting a process is not measured. */
async function deliverBacklog(
  stage: Stage,
  environment: Record<string, string>,
  port: number,
  backlog: number,
): Promise<number> {
  await insertBacklog(stage, backlog)
  await askReceivers(port, 'DELETE')
  const worker = await start('src/main.ts', ['worker'], environment)
  for (;;) {
    const { received, seconds } = await askReceivers(port)
    if (received >= backlog) {
      await worker.stop()
      return received / seconds
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

async function postBare(ports: readonly number[], many: number, body: string): Promise<number> {
  const script = join(import.meta.dirname, 'bare-poster.ts')
  const args = [script, String(many), String(sideBySide), body, ...ports.map(String)]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return Number(stdout)
}
