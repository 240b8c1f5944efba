import { workerData } from 'node:worker_threads'
import { type Preparation, prepareDatabase } from './prepare-store.ts'

// A thread of its own: unpacking and indexing takes seconds, in which a server must go on answering.
await prepareDatabase(workerData as Preparation)
