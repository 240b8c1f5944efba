// Preloaded into the processes of a soak. Now and then it collects all garbage and writes down what is left, so that what
// a process keeps is told apart from what V8 lets lie: resident memory creeps up for half an hour of compiling alone.

import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

const { SOAK_LIVE_FOLDER: folder, SOAK_LIVE_EVERY_MS: everyMs } = process.env
if (isMainThread && folder) {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const report = () => {
    collect()
    const { heapUsed, external } = process.memoryUsage()
    appendFileSync(join(folder, `live-${process.pid}`), `${(heapUsed + external) / 1024 ** 2}\n`)
  }
  setInterval(report, Number(everyMs)).unref()
}
