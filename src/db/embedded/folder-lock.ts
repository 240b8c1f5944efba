// One living process owns a data folder. The lock is SQLite's write lock on an empty file: the kernel's own
// record lock, so a SIGKILL frees it, a reused pid cannot fake it, and of two processes that ask at the same
// moment exactly one gets it. The file beside it says who holds it, for the sentence that a refused one prints.
// Hazard: POSIX drops a process's record locks when it closes any descriptor of the file, so this process
// must never open owner.lock by any other way.
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { OperatorError } from '#kernel/errors.ts'

/** A server keeps the folder until it is told to stop, a command for the moment that it needs. */
export type Holder = 'server' | 'command'

export type FolderLock = { release(): void }

/** Another living process owns the data folder. */
export class FolderInUse extends OperatorError {
  override name = 'FolderInUse'
}

const sqliteBusy = 5
const commandWaitMs = 30_000
const unknownWaitMs = 1_000

// A connection that nothing refers to would be collected, and its lock with it.
const held = new Set<DatabaseSync>()

/** Takes the lock, or returns undefined when another connection, of this process or another, has it. */
function tryLockFolder(folder: string, holder: Holder): FolderLock | undefined {
  const database = new DatabaseSync(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    database.exec('BEGIN IMMEDIATE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  held.add(database)
  const ownerFile = join(folder, 'owner.json')
  try {
    writeFileSync(`${ownerFile}.new`, JSON.stringify({ pid: process.pid, holder }))
    renameSync(`${ownerFile}.new`, ownerFile)
  } catch (error) {
    letGo(database)
    throw error
  }
  return {
    release() {
      if (!held.has(database)) return
      rmSync(ownerFile, { force: true })
      letGo(database)
    },
  }
}

/**
 * Takes the lock for a holder, or throws FolderInUse, whose message names the other's pid and `shownFolder`.
 * A server waits while a command has it (30 s at most); a command does not wait: it can attach.
 */
export async function lockFolder(folder: string, holder: Holder, shownFolder: string): Promise<FolderLock> {
  const startedAt = performance.now()
  for (;;) {
    const lock = tryLockFolder(folder, holder)
    if (lock) return lock
    const owner = readOwner(folder)
    // What a killed owner wrote stays until the next one has written its own.
    const waitMs = owner === undefined ? unknownWaitMs : owner.holder === 'command' ? commandWaitMs : 0
    if (holder === 'command' || performance.now() - startedAt >= waitMs)
      throw folderInUse(owner?.pid, shownFolder)
    await pause(20)
  }
}

function folderInUse(pid: number | undefined, folder: string): FolderInUse {
  const who = pid === undefined ? '' : ` (pid ${pid})`
  return new FolderInUse(
    `Another Forecourt server${who} is using the data folder ${folder}. Stop it, or choose another folder with FORECOURT_DATA.`,
  )
}

function readOwner(folder: string): { pid: number; holder: Holder } | undefined {
  try {
    const { pid, holder } = JSON.parse(readFileSync(join(folder, 'owner.json'), 'utf8'))
    return typeof pid === 'number' && isAlive(pid) ? { pid, holder } : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function letGo(database: DatabaseSync): void {
  held.delete(database)
  database.close()
}

function isBusy(error: unknown): boolean {
  const errcode = (error as { errcode?: unknown }).errcode
  return typeof errcode === 'number' && (errcode & 0xff) === sqliteBusy
}
