// From the banks to sentences. Every section takes its wordings in an order of its own, so that sections of one
// article do not begin alike; the order comes from the seed, so the same article can be written again.

import headings from '../../article-bank/headings.json' with { type: 'json' }
import questions from '../../article-bank/questions.json' with { type: 'json' }
import ask from '../../article-bank/sentences/ask.json' with { type: 'json' }
import body from '../../article-bank/sentences/body.json' with { type: 'json' }
import closing from '../../article-bank/sentences/closing.json' with { type: 'json' }
import event from '../../article-bank/sentences/event.json' with { type: 'json' }
import featured from '../../article-bank/sentences/featured.json' with { type: 'json' }
import lead from '../../article-bank/sentences/lead.json' with { type: 'json' }
import links from '../../article-bank/sentences/links.json' with { type: 'json' }
import powertrain from '../../article-bank/sentences/powertrain.json' with { type: 'json' }
import price from '../../article-bank/sentences/price.json' with { type: 'json' }
import stock from '../../article-bank/sentences/stock.json' with { type: 'json' }
import vehicle from '../../article-bank/sentences/vehicle.json' with { type: 'json' }
import {
  type BankEntry,
  createPicker,
  loadBank,
  type Phrase,
  type Picker,
  realize,
  realizeSentence,
  type SlotValue,
} from '../../phrase/index.ts'
import { getAskTopic } from '../plan/topics.ts'

export type Slots = Readonly<Record<string, SlotValue | undefined>>

/** Sentences of a section that begin alike stand at least this far apart, where the bank has other wordings. */
const recentMax = 3
const tones = ['plain', 'warm', 'formal']
const references =
  'src source sources theLabel Label units unit site link scope listed groups event day'.split(' ')
const claims = (
  'low high count countUnits list address city state phone vehicle price msrp vin ext int mileage drive ' +
  'cityMpg highwayMpg range seats doors features start end from to location kind'
).split(' ')
const rules = { slots: [...references, ...claims], repeatable: references, tones }
const files = { ask, body, closing, event, featured, lead, links, powertrain, price, stock, vehicle }
const sentences = new Map(
  Object.entries(files).flatMap(([name, data]) => [
    ...loadBank(`article-bank/sentences/${name}.json`, data, rules),
  ]),
)
const headingBank = loadBank('article-bank/headings.json', headings, rules)
const questionBank = loadBank('article-bank/questions.json', questions, rules)

/** Brand voices describe their tone in words of their own; these lead to a register of the banks. */
const registers: readonly [string, RegExp][] = [
  ['warm', /friend|warm|casual|convers|cheer|playful|relaxed|neighbo|approach/i],
  ['formal', /formal|luxur|elegan|premium|authorit|refined|corporate/i],
]

/** The register of the banks for a voice's tone: `plain`, `warm` or `formal`. */
function registerOf(tone: string | null | undefined): string {
  return registers.find(([, words]) => words.test(tone ?? ''))?.[0] ?? 'plain'
}

export type Speaker = {
  /** One sentence of the group, or undefined when none of its wordings can be said with these slots. */
  say(group: string, slots: Slots, turn?: number): string | undefined
  /** Ids of the facts in what was said so far. */
  factIds(): string[]
  /** Counts facts that were stated without a sentence, as in a table. */
  note(factIds: Iterable<string>): void
  /** A word of advice on a topic that only a person can answer. */
  advise(askTopic: string): string
  picker: Picker
}

/** A speaker for one section: `turn` is the section's place, `seed` the article's. */
export function createSpeaker(seed: string, turn: number, tone?: string | null): Speaker {
  const register = registerOf(tone)
  const picker = createPicker(`${seed}\u0000${turn}`)
  const used = new Set<string>()
  const recent: string[] = []
  return {
    picker,
    factIds: () => [...used],
    note(factIds) {
      for (const id of factIds) used.add(id)
    },
    advise: (askTopic) => createPicker(`${seed}\u0000${askTopic}`).pick(getAskTopic(askTopic).advice),
    say(group, slots, offset = turn) {
      const entries = (sentences.get(group) ?? []).filter(({ tones }) => !tones || tones.includes(register))
      let chosen: Phrase | undefined
      for (const entry of turned(entries, `${seed}\u0000${group}`, offset)) {
        const phrase = realizeSentence(entry.template, (slot) => slots[slot], picker)
        if (phrase && !recent.slice(-recentMax).includes(openingOf(phrase.text))) {
          chosen = phrase
          break
        }
        chosen ??= phrase
      }
      for (const fact of chosen?.facts ?? []) used.add(fact.id)
      if (chosen) recent.push(openingOf(chosen.text))
      return chosen?.text
    },
  }
}

/** How a sentence begins, for telling neighbors apart: its first word; of "the" and "it" also the second. */
function openingOf(sentence: string): string {
  const [first = '', second = ''] = sentence.toLowerCase().split(' ')
  return first.length > 3 ? first : `${first} ${second}`
}

/** A heading of the group, other than those taken; undefined when none is left. */
export function sayHeading(
  group: string,
  slots: Slots,
  seed: string,
  taken: ReadonlySet<string>,
): string | undefined {
  return sayShort(headingBank.get(group) ?? [], group, slots, seed, taken)
}

/** A question of the group as a heading, other than those taken. */
export function sayQuestion(
  group: string,
  slots: Slots,
  seed: string,
  taken: ReadonlySet<string>,
): string | undefined {
  return sayShort(questionBank.get(group) ?? [], `question ${group}`, slots, seed, taken)
}

function sayShort(
  entries: readonly BankEntry[],
  group: string,
  slots: Slots,
  seed: string,
  taken: ReadonlySet<string>,
): string | undefined {
  for (const entry of turned(entries, `${seed}\u0000${group}`, 0)) {
    const phrase = realize(entry.template, (slot) => slots[slot], createPicker(`${seed}\u0000${group}`))
    if (phrase && !taken.has(phrase.text.toLowerCase())) return phrase.text
  }
  return undefined
}

function turned(entries: readonly BankEntry[], seed: string, offset: number): BankEntry[] {
  if (entries.length === 0) return []
  const order = createPicker(seed).shuffle(entries)
  const start = offset % order.length
  return [...order.slice(start), ...order.slice(0, start)]
}
