import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf } from '#kernel/instant.ts'

test('a time with its offset is read to the millisecond', () => {
  const cases: [string, string][] = [
    ['2026-08-01T09:00:00-04:00', '2026-08-01T13:00:00.000Z'],
    ['2026-08-01T09:00:00.1239+05:30', '2026-08-01T03:30:00.123Z'],
    ['2026-12-31t23:59:59z', '2026-12-31T23:59:59.000Z'],
    ['2028-02-29T00:00:00Z', '2028-02-29T00:00:00.000Z'],
    ['2026-01-01T00:30:00+14:00', '2025-12-31T10:30:00.000Z'],
  ]
  for (const [text, iso] of cases) assert.equal(instantOf(text)?.toISOString(), iso, text)
})

test('what names no moment is none', () => {
  for (const text of [
    ...['2026-08-01', '2026-08-01T09:00:00', '2026-08-01 09:00:00Z', '2026-08-01T09:00Z', 'tomorrow', ''],
    ...['2026-02-30T00:00:00Z', '2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-00-10T00:00:00Z'],
    ...['2026-08-01T24:00:00Z', '2026-08-01T09:60:00Z', '2026-06-30T23:59:60Z', '2026-08-01T09:00:00+24:00'],
    ...[
      '2026-08-01T09:00:00+02:60',
      '2026-08-01T09:00:00+0200',
      '02026-08-01T09:00:00Z',
      '0050-01-01T00:00:00Z',
    ],
    '2026-08-01T09:00:00Z ',
  ]) {
    assert.equal(instantOf(text), undefined, text)
  }
})
