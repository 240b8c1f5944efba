import { parentPort } from 'node:worker_threads'
import { verify } from '#grounding/index.ts'
import type { Checked, Question } from './verifier.ts'

parentPort?.on('message', ({ id, text, facts }: Question) => {
  parentPort?.postMessage({ id, claims: verify(text, facts) } satisfies Checked)
})
