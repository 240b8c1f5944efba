// A closed loop: so many connections, each sending its next request when the last one was answered.

import { Agent, request } from 'node:http'

export type Shot = { method: string; path: string; headers: Record<string, string>; body?: string }

export type Measured = { perSecond: number; p50Ms: number; p99Ms: number; requests: number }

/** Fires for `seconds` after a warm-up. @throws Error on any answer but `status`. */
export async function fire(options: {
  port: number
  connections: number
  seconds: number
  status: number
  next(i: number): Shot
}): Promise<Measured> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  let sent = 0
  const loop = async (untilMs: number, times: number[]) => {
    while (performance.now() < untilMs) {
      const from = performance.now()
      await send(agent, options.port, options.next(sent++), options.status)
      times.push(performance.now() - from)
    }
  }
  const run = async (seconds: number) => {
    const times: number[] = []
    const from = performance.now()
    await Promise.all(Array.from({ length: options.connections }, () => loop(from + seconds * 1000, times)))
    return { times, seconds: (performance.now() - from) / 1000 }
  }
  try {
    await run(Math.min(1, options.seconds / 3))
    const { times, seconds } = await run(options.seconds)
    times.sort((a, b) => a - b)
    return {
      perSecond: times.length / seconds,
      p50Ms: percentile(times, 0.5),
      p99Ms: percentile(times, 0.99),
      requests: times.length,
    }
  } finally {
    agent.destroy()
  }
}

/** Sends each of the shots once. @returns their times in ms, sorted. @throws Error on any answer but `status`. */
export async function burst(options: {
  port: number
  connections: number
  status: number
  shots: readonly Shot[]
}): Promise<number[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const waiting = [...options.shots]
  const times: number[] = []
  const sendNext = async () => {
    for (let shot = waiting.pop(); shot; shot = waiting.pop()) {
      const from = performance.now()
      await send(agent, options.port, shot, options.status)
      times.push(performance.now() - from)
    }
  }
  try {
    await Promise.all(Array.from({ length: options.connections }, sendNext))
    return times.sort((a, b) => a - b)
  } finally {
    agent.destroy()
  }
}

export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    0.5,
  )
}

function send(agent: Agent, port: number, shot: Shot, status: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { agent, host: '127.0.0.1', port, method: shot.method, path: shot.path, headers: headersOf(shot) },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () => {
          if (incoming.statusCode === status) resolve()
          else
            reject(new Error(`${shot.method} ${shot.path}: ${incoming.statusCode} ${Buffer.concat(parts)}`))
        })
      },
    )
    outgoing.on('error', reject)
    outgoing.end(shot.body)
  })
}

function headersOf(shot: Shot): Record<string, string> {
  if (shot.body === undefined) return shot.headers
  return {
    ...shot.headers,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(shot.body)),
  }
}
