import { cutUnsupported, prepareFacts, verify } from '#grounding/index.ts'
import { articleTypes, targetWordsFor } from '#writing/index.ts'
import {
  articleInput,
  fact,
  models,
  question,
  siteFacts,
  stockOf,
  writeArticle,
} from '../writing/article-sample.ts'

const asked = (model: string) =>
  [
    'How much does the {m} cost?',
    'Which colors of the {m} are in stock in Springfield?',
    'What are the key specs of the {m}?',
    'What is the maximum towing capacity of the {m}?',
    'How reliable is the {m}?',
  ].map((text, at) => question(text.replace('{m}', model), 'other', `q-${at}`))
const seen = new Map<string, number>()
let tot = 0,
  texts = 0,
  words = 0
let t = 0
for (const articleType of articleTypes)
  for (const model of models.slice(0, Number(process.argv[2] ?? 30))) {
    const facts = [...siteFacts, ...stockOf(model, 12)]
    const w = await writeArticle(
      articleInput({
        articleType,
        keyword: model,
        title: `${model}: What to Know`,
        facts,
        questions: asked(model),
        targetWords: targetWordsFor(articleType),
        seed: `c-${articleType}-${model}`,
      }),
    )
    const text = w.markdown
    texts++
    words += text.split(/\s+/).length
    const allowed = [`${model}: What to Know`, model, ...asked(model).map((q) => q.question)]
    const s = process.cpuUsage().user
    const claims = verify(text, facts, { allowed })
    t += process.cpuUsage().user - s
    for (const c of claims) {
      tot++
      if (c.status !== 'supported') {
        const k = c.status + ' ' + c.kind + ' ' + JSON.stringify(c.text).replace(/\d/g, '9')
        seen.set(k, (seen.get(k) ?? 0) + 1)
        if (seen.get(k) === 1 && seen.size < 60)
          console.log(
            model,
            '|',
            c.status,
            c.kind,
            JSON.stringify(c.text),
            '…' + JSON.stringify(text.slice(Math.max(0, c.start - 70), c.end + 40)),
            facts
              .filter((f) => c.factIds.includes(f.id))
              .slice(0, 4)
              .map((f) => f.subject.slice(0, 20) + ' ' + f.attribute + '=' + f.value)
              .join(';'),
          )
      }
    }
    const cut = cutUnsupported(text, claims)
    const again = verify(cut.text, facts, { allowed }).filter((c) => c.status !== 'supported')
    if (again.length)
      console.log(
        'NOT CLEAN',
        model,
        articleType,
        again.map((c) => c.text),
      )
  }
console.log({ texts, words, tot, bad: [...seen.values()].reduce((a, b) => a + b, 0), cpuMs: t / 1000 })
