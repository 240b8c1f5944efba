import assert from 'node:assert/strict'
import { OperatorError } from '#kernel/errors.ts'
import { readConfig } from '../../src/config.ts'

/** What is wrong with an environment, as the operator reads it; empty when nothing is. */
export function faultsOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
  } catch (error) {
    assert.ok(error instanceof OperatorError)
    return error.message
  }
  return ''
}
