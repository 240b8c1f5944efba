import type { Command } from 'commander'
import { addAudit } from './audit.ts'
import { addContentTypes } from './content-types.ts'
import { addDoctor } from './doctor.ts'
import { addElements } from './elements.ts'
import { addInventory } from './inventory.ts'
import { addJobs } from './jobs.ts'
import { addKeys } from './keys.ts'
import { addModels } from './models.ts'
import { addCategories, addVoices } from './site-parts.ts'
import { addSites } from './sites.ts'
import { addSources } from './sources.ts'

/** All but those that start a server. */
export function addOperatorCommands(program: Command): void {
  addSites(program)
  addKeys(program)
  addCategories(program)
  addVoices(program)
  addElements(program)
  addContentTypes(program)
  addInventory(program)
  addSources(program)
  addJobs(program)
  addModels(program)
  addAudit(program)
  addDoctor(program)
}
