import body from './vocabulary/body.json' with { type: 'json' }
import equipment from './vocabulary/equipment.json' with { type: 'json' }
import event from './vocabulary/event.json' with { type: 'json' }
import identity from './vocabulary/identity.json' with { type: 'json' }
import money from './vocabulary/money.json' with { type: 'json' }
import powertrain from './vocabulary/powertrain.json' with { type: 'json' }
import record from './vocabulary/record.json' with { type: 'json' }
import site from './vocabulary/site.json' with { type: 'json' }
import stock from './vocabulary/stock.json' with { type: 'json' }
import topic from './vocabulary/topic.json' with { type: 'json' }

export type AttributeKind = 'number' | 'money' | 'year' | 'name' | 'text' | 'date' | 'flag'

export type Attribute = {
  key: string
  /** How a person names it: "city mileage", "exterior color". */
  label: string
  kind: AttributeKind
  /** Of a number: `mi`, `mpg`, `USD`, `L`; else null. */
  unit: string | null
  /** One fact a value, as with features. */
  many: boolean
}

const attributes: Attribute[] = [
  identity,
  body,
  powertrain,
  money,
  equipment,
  record,
  site,
  stock,
  event,
  topic,
].flat() as Attribute[]
const byKey = new Map(attributes.map((attribute) => [attribute.key, attribute]))

/** Every attribute that a fact may have. */
export function listAttributes(): readonly Attribute[] {
  return attributes
}

/** @throws Error when the vocabulary has no such attribute. */
export function getAttribute(key: string): Attribute {
  const attribute = byKey.get(key)
  if (!attribute) throw new Error(`facts/vocabulary has no attribute "${key}"`)
  return attribute
}
