export {
  assertHandled,
  defineJob,
  handles,
  handlesLater,
  type Job,
  type JobContext,
  type JobHandler,
  type JobSpec,
} from './define-job.ts'
export { enqueue, jobWrite, type NewJob } from './enqueue.ts'
export { assertQueuesReachable, type JobRow, listJobs } from './job-store.ts'
export { installQueues, type Runner, retryDeadLetters, startRunner } from './runner.ts'
export { createWaker, type Waker } from './waker.ts'
