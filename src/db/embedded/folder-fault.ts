// The data folder on a disk that does not play along.
import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { OperatorError } from '#kernel/errors.ts'

const reasons: Record<string, string> = {
  EACCES: 'permission denied. Run Forecourt as the user who owns it',
  EPERM: 'permission denied. Run Forecourt as the user who owns it',
  EROFS: 'it is on a disk that is mounted read-only. Make it writable',
  ENOSPC: 'no space is left on its disk. Free some',
  EDQUOT: 'the disk quota is used up. Free some space',
  ENOENT: 'it cannot be made. Check that the folder above it can be written to',
  ENOTDIR: 'a file is where a folder should be. Move it away',
  EEXIST: 'a file is where a folder should be. Move it away',
  EMFILE: 'this process has too many files open. Raise its limit (ulimit -n)',
  EIO: 'its disk reports an error, or has no file locks. Check the disk',
}

// Primary result codes of SQLite (https://www.sqlite.org/rescode.html), as the lock file meets them.
const ofSqlite: Record<number, string> = { 8: 'EACCES', 10: 'EIO', 13: 'ENOSPC', 14: 'EACCES' }

/** An error of the file system as a sentence that names the folder and what to do; any other error as it is. */
export function faultOfFolder(error: unknown, folder: string): unknown {
  if (error instanceof OperatorError) return error
  const { code, errcode } = error as { code?: string; errcode?: number }
  const reason = reasons[errcode === undefined ? (code ?? '') : (ofSqlite[errcode & 0xff] ?? '')]
  if (reason === undefined) return error
  return new OperatorError(
    `The data folder ${folder} cannot be used: ${reason}, or choose another folder with FORECOURT_DATA.`,
    { cause: error },
  )
}

/**
 * Makes a folder and those above it, for its owner alone. Unlike the recursive mkdir of Node.js 24 it keeps the
 * reason (that one says ENOENT on a read-only disk) and ends where a parent refuses children (that one loops in /proc).
 */
export async function makeFolder(folder: string, parentMade = false): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST' && (await stat(folder)).isDirectory()) return
    if (code !== 'ENOENT' || parentMade) throw error
    await makeFolder(dirname(folder))
    await makeFolder(folder, true)
  }
}
