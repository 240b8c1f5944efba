// The ladder of one model. It is asked to hold its answer to the schema; where its server cannot do that, or it answers
// without JSON, the schema goes into the prompt; what comes is repaired where it can be; and one more call gets the
// validator's words.

import type { Static, TSchema } from 'typebox'
import type { CallEnd } from './call-model.ts'
import { CallFailure } from './failure.ts'
import type { Correction } from './prompt.ts'
import { readAnswer } from './read-answer.ts'

export type Ladder<T extends TSchema> = {
  schema: T
  check: ((object: Static<T>) => string[]) | undefined
  /** Whether its server is known to refuse a schema. */
  isSchemaRefused: boolean
  /** Another model is asked when this one fails; it is then not asked again after a wait. */
  isLast: boolean
  mayCall(): boolean
  call(isHeld: boolean, correction: Correction | undefined): Promise<EndedCall>
  /** Before it is asked again. @throws the failure when there is no time for that. */
  wait(failure: CallFailure, nth: number): Promise<void>
}

export type EndedCall = CallEnd & {
  /** Called once for each call: with the object that is taken from it, or without one. */
  settle(object?: object): Promise<void>
}

export type Climbed<T> = { object: T; isSchemaRefused: boolean }

/** @throws CallFailure when this model is done with. */
export async function climb<T extends TSchema>(ladder: Ladder<T>): Promise<Climbed<Static<T>>> {
  let { isSchemaRefused } = ladder
  let isHeld = !isSchemaRefused
  let correction: Correction | undefined
  let failure = new CallFailure('unusable', 'was not asked')
  let failures = 0
  while (ladder.mayCall()) {
    const end = await ladder.call(isHeld, correction)
    if (end.failure) {
      await end.settle()
      failure = end.failure
      if (isHeld && failure.kind === 'rejected') {
        isHeld = false
        isSchemaRefused = true
        continue
      }
      if (!ladder.isLast || !isPassing(failure) || !ladder.mayCall()) throw failure
      failures += 1
      await ladder.wait(failure, failures)
      continue
    }
    const read = end.isWhole ? readAnswer(end.text, ladder.schema, ladder.check) : tooLong
    await end.settle('object' in read ? read.object : undefined)
    if ('object' in read) return { object: read.object, isSchemaRefused }
    failure = new CallFailure('unusable', 'answered with what does not fit the schema')
    if (isHeld && !read.isJson) isHeld = false
    else if (correction) throw failure
    else correction = { answer: end.text, faults: read.faults }
  }
  throw failure
}

/** Never repaired: what is cut off in the middle of a word can look whole. */
const tooLong = { isJson: true, faults: ['The answer was cut off because it is too long. Say less.'] }

function isPassing({ kind }: CallFailure): boolean {
  return kind === 'rate-limited' || kind === 'unavailable'
}
