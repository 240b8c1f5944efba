// What the fields of an endpoint promise, as requests: each is one that holds every field's value, with one thing
// changed, and the promise is that it is taken, refused with the field named, or fails its item alone.

import type { Asked, Endpoint, Field, Fields } from './endpoint.ts'

export type Case = {
  what: string
  asked: Template
  promise: Promise
  /** Each listed item has this value here. */
  filtered?: { member: string; value: string }
}

/** Taken; known, whatever becomes of it; refused with this path; or the item failed with this name in its sentence. */
type Promise = { taken: true } | { known: true } | { refused: string } | { fails: string }

/** A request before its nouns are put in. */
export type Template = Required<Pick<Asked, 'params' | 'query' | 'body' | 'headers'>>

type Part = 'params' | 'query' | 'body'

export function templateOf(endpoint: Endpoint, asked: Asked = {}): Template {
  return {
    params: { ...valuesOf(endpoint.params), ...asked.params },
    query: { ...valuesOf(endpoint.query), ...asked.query },
    body: { ...valuesOf(endpoint.body), ...asked.body },
    headers: asked.headers ?? {},
  }
}

function valuesOf(fields: Fields = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))
}

export function casesOf(endpoint: Endpoint): Case[] {
  const base = templateOf(endpoint)
  return (['params', 'query', 'body'] as const).flatMap((part) =>
    Object.entries(endpoint[part] ?? {}).flatMap(([name, field]) =>
      changesOf(field, part).map((change) => caseOf(base, part, name, field, change)),
    ),
  )
}

/** A value in a field's place, or no value; `at` is the way to it inside the field. */
type Change = {
  what: string
  at: (string | number)[]
  value: unknown
  ends: 'taken' | 'known' | 'refused' | 'fails'
}

function caseOf(base: Template, part: Part, name: string, field: Field, change: Change): Case {
  const asked = { ...base, [part]: { ...base[part], [name]: put(base[part][name], change.at, change.value) } }
  const prefix = { params: 'path/', query: 'query/', body: '' }[part]
  const path = `${prefix}${[name, ...change.at].join('/')}`
  const last = String(change.at.at(-1) ?? name)
  const promise = {
    taken: { taken: true },
    known: { known: true },
    refused: { refused: path },
    fails: { fails: last },
  } as const
  const shown = change.value === undefined ? '' : ` ${JSON.stringify(change.value)?.slice(0, 60)}`
  return {
    what: `${path} ${change.what}${shown}`,
    asked,
    promise: promise[change.ends],
    ...(field.filters && change.ends === 'taken' && typeof change.value === 'string'
      ? { filtered: { member: field.filters, value: change.value } }
      : {}),
  }
}

function put(value: unknown, [step, ...rest]: (string | number)[], other: unknown): unknown {
  if (step === undefined) return other
  if (Array.isArray(value)) return value.with(Number(step), put(value[Number(step)], rest, other))
  return { ...(value as object), [step]: put((value as Record<string, unknown>)[step], rest, other) }
}

function changesOf(field: Field, part: Part): Change[] {
  if (part === 'body') return bodyChanges(field, [], 'refused')
  const { oneOf = [], refuses = [], anyCase } = field
  const all = (what: string, values: readonly unknown[], ends: Change['ends']): Change[] =>
    values.map((value) => ({ what, at: [], value, ends }))
  const documented = [...oneOf, ...(anyCase ? oneOf.map((one) => one.toUpperCase()) : [])]
  return [
    ...all('of a wrong type', wrongTexts(field), 'refused'),
    ...all('beyond its limits', beyondLimits(field).map(String), 'refused'),
    ...all('that is none of the list', oneOf.length > 0 ? ['no-such-value'] : [], 'refused'),
    ...all('that is ruled out', refuses, 'refused'),
    ...all('at its limit', atLimits(field).map(String), 'taken'),
    ...all('that is documented', documented, part === 'params' ? 'known' : 'taken'),
    ...(part === 'query' ? [...all('left out', [undefined], 'taken'), ...all('empty', [''], 'refused')] : []),
  ]
}

function bodyChanges(field: Field, at: (string | number)[], bad: 'refused' | 'fails'): Change[] {
  const one = (what: string, value: unknown, ends: Change['ends']): Change => ({ what, at, value, ends })
  return [
    one('left out', undefined, field.required ? bad : 'taken'),
    one('null', null, field.required ? bad : 'taken'),
    ...wrongTypes(field).map((value) => one('of a wrong type', value, bad)),
    ...(field.oneOf ? [one('that is none of the list', 'no-such-value', bad)] : []),
    ...(field.refuses ?? []).map((value) => one('that is ruled out', value, bad)),
    ...beyondLimits(field).map((value) => one('beyond its limits', value, bad)),
    ...atLimits(field).map((value) => one('at its limit', value, 'taken')),
    ...(field.oneOf ?? []).map((value) => one('that is documented', value, 'taken')),
    ...insideOf(field, at, bad),
  ]
}

/** The first item stands for all. */
function insideOf(field: Field, at: (string | number)[], bad: 'refused' | 'fails'): Change[] {
  const { items } = field
  if (!items) return []
  const first = [...at, 0]
  const inside = field.apart ? 'fails' : bad
  const members = Object.entries(items.fields ?? {}).flatMap(([name, member]) =>
    bodyChanges(member, [...first, name], inside),
  )
  if (typeof field.value === 'string') {
    // A list of nouns: its items are whole only when there are some.
    return (items.refuses ?? []).map((value) => ({
      what: 'with an item that is ruled out',
      at,
      value: [value],
      ends: bad,
    }))
  }
  const faults = [
    ...wrongTypes(items),
    ...beyondLimits(items),
    ...(items.oneOf ? ['no-such-value'] : []),
    null,
  ]
  return [
    ...faults.map((value) => ({ what: 'an item of a wrong kind', at: first, value, ends: bad })),
    ...(items.oneOf ?? []).map((value) => ({
      what: 'an item that is documented',
      at,
      value: [value],
      ends: 'taken' as const,
    })),
    ...members,
  ]
}

const noUuid = 'urn:uuid:3c90c3cc-0d44-4b50-8888-8dd25736052a'

function wrongTypes({ type }: Field): unknown[] {
  const wrong = [7, 'text', true, {}, ['text'], 17.5]
  switch (type) {
    case 'integer':
      return ['7', true, {}, [], 17.5]
    case 'boolean':
      return ['true', 1, {}, []]
    case 'array':
      return ['text', {}, 7]
    case 'object':
      return ['text', [], 7]
    case 'uuid':
      return [7, {}, ['text'], 'text', noUuid]
    case 'time':
      return [7, {}, 'tomorrow', '2026-04-01T09:00:00']
    case 'url':
      return [7, {}, 'text']
    default:
      return wrong.filter((value) => typeof value !== 'string')
  }
}

function wrongTexts({ type }: Field): unknown[] {
  switch (type) {
    case 'integer':
      return ['text', '1.5', '1e2']
    case 'boolean':
      return ['yes', '1']
    case 'uuid':
      return ['text', noUuid]
    case 'vin':
      return ['SHORT', '1HGBH41JXMN10918O', '1HGBH41JXMN1091866']
    default:
      return []
  }
}

function beyondLimits({ type, min, max, value, items }: Field): unknown[] {
  if (type === 'integer')
    return [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])]
  if (type === 'array')
    return [
      ...(min === undefined ? [] : [first(value, min - 1)]),
      ...(max === undefined || !items ? [] : [repeated(value, max + 1)]),
    ]
  return [
    ...(min === undefined || min === 0 ? [] : ['x'.repeat(min - 1)]),
    ...(max === undefined ? [] : [filled(type, max + 1)]),
  ]
}

function atLimits({ type, min, max, value, oneOf }: Field): unknown[] {
  if (oneOf) return []
  if (type === 'integer') return [min, max].filter((one) => one !== undefined)
  if (type === 'array')
    return [
      ...(min === undefined || typeof value === 'string' ? [] : [first(value, min)]),
      ...(max === undefined ? [] : [repeated(value, max)]),
    ]
  return [min, max].filter((one) => one !== undefined).map((length) => filled(type, length))
}

function first(value: unknown, count: number): unknown[] {
  return Array.isArray(value) ? value.slice(0, count) : []
}

function repeated(value: unknown, count: number): unknown[] {
  const [item] = Array.isArray(value) ? value : []
  return Array.from({ length: count }, () => item)
}

function filled(type: Field['type'], length: number): string {
  const start = type === 'url' ? 'https://hooks.example.com/' : ''
  return start.padEnd(length, 'X')
}
