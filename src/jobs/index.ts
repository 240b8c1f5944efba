export {
  assertHandled,
  defineJob,
  handles,
  handlesLater,
  type Job,
  type JobContext,
  type JobHandler,
  JobSleeps,
  type JobSpec,
  type Places,
} from './define-job.ts'
export { enqueue, jobWrite, type NewJob } from './enqueue.ts'
export { assertQueuesReachable, type DeadLetter, type JobRow, listJobs } from './job-store.ts'
export { retryDeadLetters } from './retry-dead-letters.ts'
export { installQueues, type Runner, startRunner } from './runner.ts'
export { wakeSleeping } from './wake-sleeping.ts'
export { createWaker, type Waker } from './waker.ts'
