import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OperatorError } from '#kernel/errors.ts'

const secretBytes = 32

/** The data folder's secret, made at the first start, readable by its owner alone. Two first starts get the same one. */
export async function loadSecret(dataFolder: string): Promise<Buffer> {
  const path = join(dataFolder, 'secret')
  const known = await readFile(path, 'utf8').catch(() => undefined)
  if (known !== undefined) return parse(known, path)
  await mkdir(dataFolder, { recursive: true, mode: 0o700 })
  const draft = `${path}.${process.pid}`
  await writeFile(draft, `${randomBytes(secretBytes).toString('base64')}\n`, { mode: 0o600, flush: true })
  await link(draft, path).catch(() => {})
  await rm(draft)
  return parse(await readFile(path, 'utf8'), path)
}

function parse(text: string, path: string): Buffer {
  const secret = Buffer.from(text.trim(), 'base64')
  if (secret.length === secretBytes) return secret
  throw new OperatorError(
    `${path} is not a secret of 32 bytes in base64. Restore it from a copy, or delete it: then cursors end, and the secrets of webhooks must be rotated.`,
  )
}
