import { verify } from '#grounding/index.ts'
import { composeDescription } from '#writing/index.ts'
import { factsOf } from '../quality/facts-of.ts'
import { mutations } from '../quality/mutate.ts'
import { generateVehicles } from '../vehicles/generate-vehicles.ts'

let n = 0,
  miss = 0
const by = new Map<string, [number, number]>()
for (const v of generateVehicles({ seed: 99, count: Number(process.argv[2] ?? 800) })) {
  const facts = factsOf(v)
  const text = composeDescription(facts, { seed: v.vin }).markdown
  for (let s = 0; s < 2; s++)
    for (const m of mutations(text, facts, s * 31 + n)) {
      n++
      const b = by.get(m.kind) ?? [0, 0]
      b[0]++
      by.set(m.kind, b)
      if (!verify(m.text, facts).some((c) => c.status !== 'supported')) {
        miss++
        b[1]++
        if (miss < 30)
          console.log(
            m.kind,
            m.before,
            '->',
            m.after,
            '…' + JSON.stringify(m.text.slice(Math.max(0, m.start - 60), m.start + m.after.length + 40)),
            facts
              .filter((f) =>
                [
                  'make',
                  'model',
                  'trim',
                  'mileage',
                  'battery_range',
                  'city_mpg',
                  'highway_mpg',
                  'exterior_color',
                  'interior_color',
                  'price',
                  'msrp',
                ].includes(f.attribute),
              )
              .map((f) => f.attribute + '=' + f.value)
              .join(';'),
          )
      }
    }
}
console.log(n, miss, Object.fromEntries(by))
