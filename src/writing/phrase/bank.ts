// A phrase bank is data: groups of templates that people extend without touching code.
// It is read once, when the module loads, and a fault names the file and the entry.

import { parseTemplate, repeatedSlots, slotsOf, type Template } from './template.ts'

export type BankEntry = {
  template: Template
  /** Slots that it can name. */
  slots: readonly string[]
  /** Tones that may use it; undefined: all. */
  tones: readonly string[] | undefined
}

/** Groups in the order of the file. */
export type PhraseBank = ReadonlyMap<string, readonly BankEntry[]>

export type BankRules = {
  /** Slots that the writer can fill. */
  slots: readonly string[]
  /** Of these, the ones that a sentence may name twice (ways to refer, not claims). */
  repeatable?: readonly string[]
  /** Tones that an entry may name. */
  tones?: readonly string[]
  /** Groups that must be there and hold at least one entry. */
  groups?: readonly string[]
  fragments?: Readonly<Record<string, string>>
}

/**
 * Reads a bank: `{"group": ["template", {"text": "template", "tones": ["friendly"]}]}`.
 * @param file what the message of a fault calls it, such as "phrase-bank/description/opening.json".
 * @throws Error naming the file, the group and the entry (counted from 1) of the first fault.
 */
export function loadBank(file: string, data: unknown, rules: BankRules): PhraseBank {
  if (!isRecord(data)) throw new Error(`${file}: must be an object of groups`)
  const bank = new Map<string, BankEntry[]>()
  for (const [group, entries] of Object.entries(data)) {
    if (!Array.isArray(entries)) throw new Error(`${file}: group "${group}" must be a list`)
    bank.set(
      group,
      entries.map((entry, index) => readEntry(entry, `${file}: "${group}" entry ${index + 1}`, rules)),
    )
  }
  for (const group of rules.groups ?? []) {
    if (!bank.get(group)?.length) throw new Error(`${file}: group "${group}" is missing or empty`)
  }
  return bank
}

function readEntry(entry: unknown, where: string, rules: BankRules): BankEntry {
  const text = isRecord(entry) ? entry.text : entry
  if (typeof text !== 'string' || text.trim() === '') throw new Error(`${where}: has no text`)
  const tones = isRecord(entry) ? readTones(entry.tones, where, rules) : undefined
  const template = parseOrThrow(text, where, rules)
  const slots = slotsOf(template)
  const unknown = slots.find((slot) => !rules.slots.includes(slot))
  if (unknown) throw new Error(`${where}: unknown slot {${unknown}} in "${text}"`)
  const twice = repeatedSlots(template).find((slot) => !rules.repeatable?.includes(slot))
  if (twice) throw new Error(`${where}: {${twice}} is said twice in "${text}"`)
  return { template, slots, tones }
}

function parseOrThrow(text: string, where: string, rules: BankRules): Template {
  try {
    return parseTemplate(text, rules.fragments)
  } catch (fault) {
    throw new Error(`${where}: ${fault instanceof Error ? fault.message : 'unreadable'} in "${text}"`, {
      cause: fault,
    })
  }
}

function readTones(tones: unknown, where: string, rules: BankRules): string[] | undefined {
  if (tones === undefined) return undefined
  if (
    !Array.isArray(tones) ||
    !tones.every((tone) => typeof tone === 'string' && rules.tones?.includes(tone))
  ) {
    throw new Error(`${where}: tones must be of ${rules.tones?.join(', ') ?? 'none'}`)
  }
  return tones as string[]
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
