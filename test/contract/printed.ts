// Holds an answer against a printed example: every printed member is there with its printed type, and
// what is no id, time, title or message of ours has the printed value.

import assert from 'node:assert/strict'

const ours = new Set([
  'id',
  'created_at',
  'updated_at',
  'title',
  'message',
  'question',
  'component_id',
  'ideacloud_id',
  'request_id',
])

/** @throws AssertionError that names the place. `free` are members whose values are the request's own. */
export function assertPrinted(
  printed: unknown,
  actual: unknown,
  free: readonly string[] = [],
  place = '$',
): void {
  if (Array.isArray(printed)) {
    assert.ok(Array.isArray(actual), `${place} is no array`)
    assert.ok(
      actual.length >= printed.length,
      `${place} has ${actual.length} items, printed are ${printed.length}`,
    )
    for (const [i, item] of printed.entries()) assertPrinted(item, actual[i], free, `${place}[${i}]`)
    return
  }
  if (typeof printed === 'object' && printed !== null) {
    assert.ok(typeof actual === 'object' && actual !== null, `${place} is no object`)
    for (const [name, value] of Object.entries(printed)) {
      assert.ok(name in actual, `${place}.${name} is missing`)
      const found: unknown = (actual as Record<string, unknown>)[name]
      if (isOurs(name, place, value) || free.includes(name))
        assert.equal(typeof found, typeof value, `${place}.${name}`)
      else assertPrinted(value, found, free, `${place}.${name}`)
    }
    return
  }
  assert.deepEqual(actual, printed, place)
}

function isOurs(name: string, place: string, value: unknown): boolean {
  // The message of an error and an id that is printed as null are part of the contract.
  if (place.endsWith('.error') || value === null) return false
  return ours.has(name) && typeof value === 'string'
}
