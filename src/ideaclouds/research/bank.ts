// The question bank as the code wants it, read from bank/*.json when the module is loaded. Anything in the data
// that the code does not know (an intent, a condition, a placeholder) is an error that names the file and the entry.

import intentData from './bank/intents.json' with { type: 'json' }
import comparison from './bank/questions/comparison.json' with { type: 'json' }
import group from './bank/questions/group.json' with { type: 'json' }
import buying from './bank/questions/topic-buying.json' with { type: 'json' }
import certified from './bank/questions/topic-certified.json' with { type: 'json' }
import charging from './bank/questions/topic-charging.json' with { type: 'json' }
import check from './bank/questions/topic-check.json' with { type: 'json' }
import compare from './bank/questions/topic-compare.json' with { type: 'json' }
import driving from './bank/questions/topic-driving.json' with { type: 'json' }
import feature from './bank/questions/topic-feature.json' with { type: 'json' }
import figure from './bank/questions/topic-figure.json' with { type: 'json' }
import finance from './bank/questions/topic-finance.json' with { type: 'json' }
import lease from './bank/questions/topic-lease.json' with { type: 'json' }
import local from './bank/questions/topic-local.json' with { type: 'json' }
import money from './bank/questions/topic-money.json' with { type: 'json' }
import part from './bank/questions/topic-part.json' with { type: 'json' }
import ratings from './bank/questions/topic-ratings.json' with { type: 'json' }
import service from './bank/questions/topic-service.json' with { type: 'json' }
import shopping from './bank/questions/topic-shopping.json' with { type: 'json' }
import stock from './bank/questions/topic-stock.json' with { type: 'json' }
import task from './bank/questions/topic-task.json' with { type: 'json' }
import testdrive from './bank/questions/topic-testdrive.json' with { type: 'json' }
import trade from './bank/questions/topic-trade.json' with { type: 'json' }
import used from './bank/questions/topic-used.json' with { type: 'json' }
import warranty from './bank/questions/topic-warranty.json' with { type: 'json' }
import winter from './bank/questions/topic-winter.json' with { type: 'json' }
import ownership from './bank/questions/vehicle-ownership.json' with { type: 'json' }
import product from './bank/questions/vehicle-product.json' with { type: 'json' }
import topicData from './bank/topics.json' with { type: 'json' }
import { type Intent, intentKeys } from './types.ts'

/** A question with placeholders. It applies when every clause has a member that holds. */
export type Template = { clauses: readonly (readonly string[])[]; text: string }

/** Templates by intent, the most asked first; in a topic's set `*` stands for the topic's own intent. */
export type TemplateSet = ReadonlyMap<Intent | '*', readonly Template[]>

export type IntentEntry = {
  key: Intent
  label: string
  phrase: string
  tag: string
  near: Intent[]
  triggers: string[]
}

/** What is known of the subject and may stand in a template's condition. */
const conditions = new Set(
  (
    'electric plug engine gas diesel hybrid phev neutral truck suv minivan van car sedan coupe convertible hatchback ' +
    'wagon hauler rows boxy new used next owned year trim trims2 rival stock asked make plural families threerow awd offroad limit'
  ).split(' '),
)

const placeholders = new Set(
  'v V aV n make rival kinds trimA trimB near in and or g gs g0 gs0 ag t is does has Is Does Has'.split(' '),
)

export const intentSet: ReadonlySet<string> = new Set(intentKeys)

function asIntent(word: string | undefined, where: string): Intent {
  if (word === undefined || !intentSet.has(word)) throw new Error(`${where}: "${word}" is not an intent`)
  return word as Intent
}

function parseTemplate(raw: string, where: string): Template {
  const [, clauseText = '', text = ''] = /^(?:\[([^\]]*)\] )?(.*)$/s.exec(raw) ?? []
  const clauses = clauseText === '' ? [] : clauseText.split(' ').map((clause) => clause.split('|'))
  for (const condition of clauses.flat())
    if (!conditions.has(condition.replace('!', '')))
      throw new Error(`${where}: "${condition}" is not a condition, in "${raw}"`)
  for (const [, name = ''] of text.matchAll(/\{([^}]*)\}/g))
    if (!placeholders.has(name) && !/^[a-z ]+\|[a-z ]+$/.test(name))
      throw new Error(`${where}: "{${name}}" is not a placeholder, in "${raw}"`)
  if (!text.endsWith('?')) throw new Error(`${where}: no question: "${raw}"`)
  return { clauses, text }
}

function parseSet(file: string, ...sources: Record<string, string[]>[]): TemplateSet {
  const set = new Map<Intent | '*', Template[]>()
  for (const [key, list] of sources.flatMap((source) => Object.entries(source)))
    set.set(
      key === '*' ? '*' : asIntent(key, file),
      list.map((raw) => parseTemplate(raw, `${file} ${key}`)),
    )
  return set
}

/** Whether a template applies. `facts` are the conditions known to hold; "!x" means "not known to be x". */
export function applies(template: Template, facts: ReadonlySet<string>): boolean {
  return template.clauses.every((clause) =>
    clause.some((condition) =>
      condition.startsWith('!') ? !facts.has(condition.slice(1)) : facts.has(condition),
    ),
  )
}

export const vehicleQuestions = parseSet('questions/vehicle', product, ownership)
export const groupQuestions = parseSet('questions/group', group)
export const comparisonQuestions = parseSet('questions/comparison', comparison)

const topicKinds = {
  buying,
  charging,
  driving,
  feature,
  figure,
  finance,
  lease,
  local,
  money,
  part,
  service,
  shopping,
  task,
  warranty,
  certified,
  check,
  compare,
  ratings,
  stock,
  testdrive,
  trade,
  used,
  winter,
}
export type TopicKind = keyof typeof topicKinds

export const topicQuestions: Readonly<Record<TopicKind, TemplateSet>> = Object.fromEntries(
  Object.entries(topicKinds).map(([kind, source]) => [kind, parseSet(`questions/topic-${kind}`, source)]),
) as unknown as Record<TopicKind, TemplateSet>

export const splitList = (text: string): string[] => text.split(', ').filter((item) => item !== '')

export const intents: readonly IntentEntry[] = intentData.intents.map((entry) => ({
  key: asIntent(entry.key, 'intents'),
  label: entry.label,
  phrase: entry.phrase,
  tag: entry.tag,
  near: entry.near.map((near) => asIntent(near, `intents ${entry.key}`)),
  triggers: splitList(entry.triggers),
}))

const byKey = new Map(intents.map((entry) => [entry.key, entry]))
for (const key of intentKeys) if (!byKey.has(key)) throw new Error(`intents: "${key}" is missing`)

export function intentEntry(key: Intent): IntentEntry {
  return byKey.get(key) as IntentEntry
}

export type PlanName = keyof typeof intentData.plans

/** The order of the intents that no keyword has changed. */
export const plans = Object.fromEntries(
  Object.entries(intentData.plans).map(([name, text]) => [
    name,
    text.split(' ').map((key) => asIntent(key, `plans ${name}`)),
  ]),
) as unknown as Readonly<Record<PlanName, readonly Intent[]>>

export type Topic = {
  kind: TopicKind
  intent: Intent
  /** As it stands in a sentence: "tire rotation", "an oil change". */
  phrase: string
  plural: boolean
  /** Concerns only vehicles that plug in, or only those with an engine. */
  power: 'plug' | 'engine' | null
  triggers: string[]
}

const defaults = new Map<Intent, Topic>()

function parseTopic(kind: string, phrase: string, row: string): Topic {
  const [head = '', triggers = ''] = row.split(': ')
  const [intent, ...flags] = head.split(' ')
  for (const flag of flags)
    if (!['plural', 'plug', 'engine', 'default'].includes(flag))
      throw new Error(`topics ${kind} "${phrase}": "${flag}" is not a flag`)
  const topic: Topic = {
    kind: kind as TopicKind,
    intent: asIntent(intent, `topics ${kind} "${phrase}"`),
    phrase,
    plural: flags.includes('plural'),
    power: flags.includes('plug') ? 'plug' : flags.includes('engine') ? 'engine' : null,
    triggers: [phrase.replace(/^(?:an?|the) /, ''), ...splitList(triggers)],
  }
  if (flags.includes('default')) defaults.set(topic.intent, topic)
  return topic
}

export const topics: readonly Topic[] = Object.entries(topicData).flatMap(([kind, rows]) => {
  if (!(kind in topicKinds)) throw new Error(`topics: "${kind}" is not a kind`)
  return Object.entries(rows).map(([phrase, row]) => parseTopic(kind, phrase, row))
})
for (const key of intentKeys) if (!defaults.has(key)) throw new Error(`topics: "${key}" has no default topic`)

/** What an intent is about when the keyword names nothing narrower. */
export function defaultTopic(intent: Intent): Topic {
  return defaults.get(intent) as Topic
}
