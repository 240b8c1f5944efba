// Deliveries a second from a backlog of events that were handed out already, one worker, 20 subscriptions with a
// receiver each, beside undici alone posting the same bodies over 64 connections to one of them.

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { median } from './load.ts'
import { note, type Row, standingRow } from './rows.ts'
import { insertBacklog, oneBody } from './seed-rows.ts'
import { type Stage, start } from './stage.ts'

const subscriptions = 20
const connections = 64
const backlogs = [1000, 10_000, 100_000]

export async function delivering(stage: Stage, runs: number): Promise<Row[]> {
  const environment = { ...stage.environment, FORECOURT_DEV: '1' }
  const receiver = await start('bench/receiver.ts', [String(subscriptions)], {}, '/')
  try {
    await subscribe(stage, environment, (await askReceivers(receiver.port)).ports)
    const rows: Row[] = []
    for (const backlog of backlogs) {
      const ours: number[] = []
      const limit: number[] = []
      const times = backlog === 100_000 ? 1 : runs
      for (let run = 0; run < times; run++) {
        ours.push(await deliverBacklog(stage, environment, receiver.port, backlog))
        limit.push(await postBare(receiver.port, backlog, await oneBody(stage)))
        note(`deliveries from ${backlog}: run ${run + 1} of ${times}`)
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

async function askReceivers(port: number): Promise<{ received: number; ports: number[] }> {
  const response = await fetch(`http://127.0.0.1:${port}/`)
  return (await response.json()) as { received: number; ports: number[] }
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
  const before = (await askReceivers(port)).received
  const worker = await start('src/main.ts', ['worker'], environment)
  let first: { at: number; done: number } | undefined
  for (;;) {
    const done = (await askReceivers(port)).received - before
    const now = performance.now()
    if (done > 0) first ??= { at: now, done }
    if (first && done >= backlog) {
      await worker.stop()
      return ((done - first.done) / (now - first.at)) * 1000
    }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function postBare(port: number, many: number, body: string): Promise<number> {
  const script = join(import.meta.dirname, 'bare-poster.ts')
  const args = [script, String(port), String(many), String(connections), body]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  return Number(stdout)
}
