// One document is read in a process of its own, started by read-document.ts with an empty environment and without the
// right to write files or start programs. What a document does to a parser ends here.

import { Worker } from 'node:worker_threads'
import { documentLimits, type ReadDocument, type ReadingTask, UnreadableDocument } from './document.ts'
import { readFormat } from './read-format.ts'

export type Read = { document: ReadDocument } | { unreadable: string } | { fault: string }

// A parser that is at work leaves this thread no turn, so the memory is watched by another.
const watch = `setInterval(() => {
  if (process.memoryUsage.rss() > ${documentLimits.memoryBytes}) process.kill(process.pid, 'SIGKILL')
}, 20)`
new Worker(watch, { eval: true }).unref()

process.once('message', (task: ReadingTask) => {
  read(task).then((answer) => process.send?.(answer, () => process.exit(0)))
})

async function read(task: ReadingTask): Promise<Read> {
  try {
    return { document: await readFormat(task) }
  } catch (error) {
    if (error instanceof UnreadableDocument) return { unreadable: error.message }
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
