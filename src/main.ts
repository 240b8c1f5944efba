#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { OperatorError } from '#kernel/errors.ts'
import { version } from './app.ts'
import { addAudit } from './commands/audit.ts'
import { addContentTypes } from './commands/content-types.ts'
import { addDoctor } from './commands/doctor.ts'
import { addElements } from './commands/elements.ts'
import { addInventory } from './commands/inventory.ts'
import { addJobs } from './commands/jobs.ts'
import { addKeys } from './commands/keys.ts'
import { addModels } from './commands/models.ts'
import { addServe } from './commands/serve.ts'
import { addCategories, addVoices } from './commands/site-parts.ts'
import { addSites } from './commands/sites.ts'
import { addSources } from './commands/sources.ts'

const program = new Command('forecourt')
  .description('Content for car dealers in which every claim is carried by a recorded fact.')
  .version(version)
  .showHelpAfterError('(--help tells more)')

addServe(program)
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
exitWithErrors(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

/** Commander's own exits become errors, of commands of commands too. */
function exitWithErrors(command: Command): void {
  command.exitOverride()
  for (const child of command.commands) exitWithErrors(child)
}

function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  const message =
    error instanceof OperatorError
      ? error.message
      : `Something went wrong: ${(error as Error).stack ?? error}`
  process.stderr.write(`${message}\n`)
  return 1
}
