import type { Tx } from '#db/index.ts'
import type { JobSpec } from './define-job.ts'
import { updateAwake } from './job-store.ts'
import { backoffSecondsMax } from './runner.ts'

/** What the site's jobs of this kind slept for has come: those are begun again when the transaction commits. */
export async function wakeSleeping(tx: Tx, job: JobSpec, siteId: string): Promise<void> {
  await updateAwake(tx, job.name, siteId, backoffSecondsMax)
}
