// The verifier in a thread of its own, begun at its first text: a long one takes it the better part of a second, in
// which the server must go on answering others. Texts are read one after the other. A text on which it breaks ends the
// thread, and what waits behind it fails too; the next one begins another.

import { Worker } from 'node:worker_threads'
import type { Fact } from '#facts/index.ts'
import type { Claim } from '#grounding/index.ts'

export type Question = { id: number; text: string; facts: readonly Fact[] }
export type Checked = { id: number; claims: Claim[] }

export type Verifier = {
  /** As `verify` of the room `grounding`. */
  verify(text: string, facts: readonly Fact[]): Promise<Claim[]>
  stop(): Promise<void>
}

type Thread = { worker: Worker; waiting: Map<number, PromiseWithResolvers<Claim[]>> }

export function openVerifier(): Verifier {
  let thread: Thread | undefined
  let lastId = 0
  const begin = () => {
    const begun = startThread((error) => {
      if (thread === begun) thread = undefined
      for (const one of begun.waiting.values()) one.reject(error)
      begun.waiting.clear()
    })
    return begun
  }
  return {
    verify(text, facts) {
      thread ??= begin()
      const id = ++lastId
      const answer = Promise.withResolvers<Claim[]>()
      thread.waiting.set(id, answer)
      thread.worker.postMessage({ id, text, facts } satisfies Question)
      return answer.promise
    },
    async stop() {
      await thread?.worker.terminate()
    },
  }
}

function startThread(onEnd: (error: unknown) => void): Thread {
  const worker = new Worker(new URL('./verify-thread.ts', import.meta.url))
  const waiting: Thread['waiting'] = new Map()
  worker.unref()
  worker.on('message', ({ id, claims }: Checked) => {
    waiting.get(id)?.resolve(claims)
    waiting.delete(id)
  })
  worker.on('error', onEnd)
  worker.on('exit', () => onEnd(new Error('The thread of the verifier has ended.')))
  return { worker, waiting }
}
