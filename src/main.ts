#!/usr/bin/env node
import { Command, CommanderError } from 'commander'
import { OperatorError } from '#kernel/errors.ts'
import { addServe } from './commands/serve.ts'
import { version } from './version.ts'

const program = new Command('forecourt')
  .description('Content for car dealers in which every claim is carried by a recorded fact.')
  .version(version)
  .showHelpAfterError('(--help tells more)')

addServe(program)
// A server starts the sooner without the operator's other commands.
if (!startsServer(program.commands)) (await import('./commands/index.ts')).addOperatorCommands(program)
exitWithErrors(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

/** Without a name it is "serve". */
function startsServer(serving: readonly Command[]): boolean {
  const [name] = process.argv.slice(2)
  return name === undefined || serving.some((command) => command.name() === name)
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
