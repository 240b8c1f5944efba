// Documents are read by libraries whose authors did not write this one, and come from people whom nobody knows. So each
// is read in a process of its own, with limits on bytes, pages, time and memory, and ended when it goes over one.

import { type ChildProcess, fork } from 'node:child_process'
import { join } from 'node:path'
import { documentLimits, type ReadDocument, type ReadingTask, UnreadableDocument } from './document.ts'
import type { Read } from './reader-process.ts'

const root = join(import.meta.dirname, '../../..')
const program = join(import.meta.dirname, 'reader-process.ts')

const execArgv = [
  '--permission',
  `--allow-fs-read=${join(root, 'src')}/`,
  `--allow-fs-read=${join(root, 'node_modules')}/`,
  `--allow-fs-read=${join(root, 'package.json')}`,
  '--allow-worker',
  '--disallow-code-generation-from-strings',
  '--no-warnings',
  '--max-old-space-size=384',
]

const tooLong = 'The document took longer than 30 seconds to read. Split it and add the parts.'
const tooLarge =
  'The document needs more memory than one may have. Split it, or save it as plain text, and add that.'
const tooManyBytes = 'The document is larger than 10 MB. Split it, or save it without pictures, and add that.'

/**
 * @throws UnreadableDocument with a sentence for whoever handed it in.
 * @throws Error when a parser failed in a way of which the document's owner can do nothing.
 */
export async function readDocument(
  task: ReadingTask,
  options: { signal?: AbortSignal; readMs?: number } = {},
): Promise<ReadDocument> {
  if (task.bytes.byteLength > documentLimits.bytes) throw new UnreadableDocument(tooManyBytes)
  const child = fork(program, {
    env: {},
    execArgv,
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  let isLate = false
  const timer = setTimeout(() => {
    isLate = true
    child.kill('SIGKILL')
  }, options.readMs ?? documentLimits.readMs)
  const abort = () => child.kill('SIGKILL')
  options.signal?.addEventListener('abort', abort, { once: true })
  try {
    const answer = await answerOf(child, task)
    options.signal?.throwIfAborted()
    if (answer === undefined) throw new UnreadableDocument(isLate ? tooLong : tooLarge)
    if ('unreadable' in answer) throw new UnreadableDocument(answer.unreadable)
    if ('fault' in answer) throw new Error(`A parser failed: ${answer.fault}`)
    return answer.document
  } finally {
    clearTimeout(timer)
    options.signal?.removeEventListener('abort', abort)
    child.kill('SIGKILL')
  }
}

/** Undefined when the process was ended before it answered. */
function answerOf(child: ChildProcess, task: ReadingTask): Promise<Read | undefined> {
  return new Promise((resolve, reject) => {
    child.once('message', (answer) => resolve(answer as Read))
    child.once('error', reject)
    child.once('exit', () => resolve(undefined))
    child.send(task, (error) => error && child.kill('SIGKILL'))
  })
}
