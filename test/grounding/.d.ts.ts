import { verify } from '#grounding/index.ts'
import { siteFacts, stockOf } from '../writing/article-sample.ts'

const [model, text] = [process.argv[2]!, process.argv[3]!]
const facts = [...siteFacts, ...stockOf(model, 12)]
for (const c of verify(text, facts))
  console.log(
    c.status,
    c.kind,
    c.text,
    facts
      .filter((f) => c.factIds.includes(f.id))
      .slice(0, 3)
      .map((f) => f.subject.slice(0, 30) + ' ' + f.attribute + '=' + f.value)
      .join(';'),
  )
console.log(
  facts
    .filter((f) =>
      [
        'stock_used_count',
        'stock_count',
        'stock_certified_count',
        'msrp',
        'model',
        'make',
        'stock_model',
      ].includes(f.attribute),
    )
    .map((f) => f.subject + ' ' + f.attribute + '=' + f.value)
    .join('\n'),
)
