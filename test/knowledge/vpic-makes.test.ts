import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findMake, listMakes, normalizeName } from '../../src/facts/makes.ts'

test('every retail make has names that no other make has, and models', () => {
  for (const make of listMakes()) {
    for (const name of [make.name, ...make.aliases]) assert.equal(findMake(name), make)
  }
  assert.ok(listMakes().length >= 60)
  for (const make of listMakes()) {
    assert.ok(make.models.length > 0, make.name)
    assert.equal(new Set(make.models).size, make.models.length, make.name)
    for (const model of make.electricModels) assert.ok(make.models.includes(model), `${make.name} ${model}`)
  }
})

test('a make is found by name or alias in any case, and by nothing else', () => {
  assert.equal(findMake('CHEVY')?.name, 'Chevrolet')
  assert.equal(findMake('vw')?.name, 'Volkswagen')
  assert.equal(findMake('mercedes benz')?.name, 'Mercedes-Benz')
  assert.equal(findMake('ram')?.name, 'Ram')
  for (const text of ['', 'Civic', 'Honda Civic', 'constructor', '__proto__'])
    assert.equal(findMake(text), undefined)
})

test('no make has trailers, chassis or heavy trucks among its models', () => {
  for (const make of listMakes()) {
    for (const model of make.models)
      assert.doesNotMatch(model, /chassis|trailer|incomplete|motorhome|hearse/i)
  }
  assert.ok(!findMake('Ford')?.models.includes('F-800'))
})

test('electric-only models are told, models with an engine are not', () => {
  const electric = (make: string) => findMake(make)?.electricModels ?? []
  assert.ok(electric('Honda').includes('Prologue'))
  assert.ok(electric('Ford').includes('Mustang Mach-E'))
  assert.ok(electric('Tesla').includes('Model Y'))
  for (const model of ['Niro', 'Soul', 'Sorento']) assert.ok(!electric('Kia').includes(model))
  assert.deepEqual(electric('Ferrari'), [])
})

test('names are compared without hyphens, spaces, accents and case', () => {
  assert.equal(normalizeName('F-150'), normalizeName('f 150'))
  assert.equal(normalizeName('Town & Country'), normalizeName('town and country'))
  assert.equal(normalizeName('Huracán'), 'huracan')
})
