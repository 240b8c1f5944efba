// Holds the tree against arrows.ts. The cruiser reads nothing, silently, where its parser
// is missing; so the modules that it saw are counted against the files that are there.

import { globSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, format } from 'dependency-cruiser'
import { forbidden, options } from './arrows.ts'

const root = join(import.meta.dirname, '..')
process.chdir(root)
const result = await cruise(['src'], { ...options, ruleSet: { forbidden }, validate: true })
if (typeof result.output === 'string') throw new Error('The cruiser gave text where its result was wanted.')

const seen = result.output.modules.filter(
  (module) => module.source.startsWith('src/') && module.source.endsWith('.ts'),
)
const there = globSync('src/**/*.ts')
const withImports = seen.filter((module) => module.dependencies.length > 0)
if (seen.length < there.length || withImports.length < there.length / 2) {
  console.error(
    `The cruiser saw ${seen.length} of ${there.length} files, ${withImports.length} with imports.`,
  )
  process.exit(1)
}
if (result.output.summary.error > 0) {
  console.error((await format(result.output, { outputType: 'err-long' })).output)
  process.exit(1)
}
console.log(`arrows: ${seen.length} modules, no violation`)
