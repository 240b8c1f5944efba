import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'

test('ids are of version 7, all different, and sort in the order in which they were made', () => {
  const before = Date.now()
  const ids = Array.from({ length: 50_000 }, newId)
  assert.deepEqual(ids, [...ids].sort())
  assert.equal(new Set(ids).size, ids.length)
  // One id does not tell the tail of the next.
  assert.equal(new Set(ids.map((id) => id.slice(-10))).size, ids.length)
  for (const id of ids)
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  const ms = Number.parseInt((ids[0] as string).replace('-', '').slice(0, 12), 16)
  assert.ok(ms >= before && ms <= Date.now())
})
