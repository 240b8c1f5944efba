import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { SealBrokenError, seal, unseal } from '#kernel/crypto.ts'

const secret = randomBytes(32)

test('what is sealed opens for the same secret, purpose and owner, and for no other', () => {
  const sealed = seal(secret, 'webhook', 'row-1', 'geheim – 秘密')
  assert.equal(unseal(secret, 'webhook', 'row-1', sealed), 'geheim – 秘密')
  assert.equal(unseal(new Uint8Array(secret), 'webhook', 'row-1', sealed), 'geheim – 秘密')
  for (const open of [
    () => unseal(secret, 'answer', 'row-1', sealed),
    () => unseal(secret, 'webhook', 'row-2', sealed),
    () => unseal(randomBytes(32), 'webhook', 'row-1', sealed),
    () => unseal(secret, 'webhook', 'row-1', sealed.subarray(0, 20)),
  ])
    assert.throws(open, SealBrokenError)
})

test('every byte of it counts', () => {
  const sealed = seal(secret, 'webhook', 'row-1', 'text')
  for (const [at, byte] of sealed.entries()) {
    const changed = Buffer.from(sealed)
    changed[at] = byte ^ 1
    assert.throws(() => unseal(secret, 'webhook', 'row-1', changed), SealBrokenError, `byte ${at}`)
  }
})
