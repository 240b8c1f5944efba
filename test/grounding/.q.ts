import { cutUnsupported, prepareFacts, verify } from '#grounding/index.ts'
import { composeDescription } from '#writing/index.ts'
import { factsOf } from '/work/main/test/quality/facts-of.ts'
import { generateVehicles } from '/work/main/test/vehicles/generate-vehicles.ts'

const n = Number(process.argv[2] ?? 500)
const seen = new Map<string, number>()
let tot = 0
for (const v of generateVehicles({ seed: Number(process.argv[3] ?? 2026), count: n })) {
  const facts = factsOf(v)
  const text = composeDescription(facts, { seed: v.vin }).markdown
  for (const c of verify(text, facts)) {
    tot++
    if (c.status !== 'supported') {
      const k = c.status + ' ' + c.kind + ' ' + JSON.stringify(c.text)
      seen.set(k, (seen.get(k) ?? 0) + 1)
      if (seen.get(k) === 1)
        console.log(
          k,
          '…' + JSON.stringify(text.slice(Math.max(0, c.start - 50), c.end + 40)),
          facts
            .filter((f) => c.factIds.includes(f.id))
            .map((f) => f.attribute + '=' + f.value)
            .join(';'),
        )
    }
  }
}
console.log(
  tot,
  [...seen.values()].reduce((a, b) => a + b, 0),
)
