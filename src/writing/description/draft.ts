// One try at a description: sentences drawn from the banks, section by section, until every planned fact is said.

import type { Fact } from '#facts/index.ts'
import {
  asSentence,
  type BankEntry,
  createPicker,
  isSingularEquipment,
  joinList,
  lowerCommonWords,
  measureReadability,
  type Phrase,
  type PhraseBank,
  type Picker,
  quietCapitals,
  realize,
  type SlotLookup,
  type SlotValue,
  sentenceCase,
  sentenceLengthFor,
  withArticle,
} from '../phrase/index.ts'
import { openings, sections as sectionBank } from './banks.ts'
import { joinShort, type ToldPhrase } from './join-short.ts'
import { createNaming, type Naming } from './naming.ts'
import { blockOf, type DescriptionPlan, type PlannedSection, type SectionId } from './plan-description.ts'

export type Draft = {
  /** Each with the section that it tells. */
  sentences: readonly { section: SectionId; phrase: Phrase }[]
  /** The line above the list, where there is a list. */
  lead: Phrase | undefined
  bullets: readonly Phrase[]
}

type Desk = {
  slots: ReadonlyMap<string, SlotValue>
  naming: Naming
  equipment: readonly Fact[]
  said: Set<Fact>
  used: Set<BankEntry>
  tone: string
  picker: Picker
  block: number
}

/**
 * Writes the plan once. Another `attempt` gives another text of the same plan.
 * @throws Error when a section's bank has no sentence for one of its facts: a hole in the bank, not in the facts.
 */
export function writeDraft(
  plan: DescriptionPlan,
  slots: ReadonlyMap<string, SlotValue>,
  options: { tone: string; attempt: number },
): Draft {
  const equipment = plan.sections.find(({ id }) => id === 'equipment')?.facts ?? []
  const picker = createPicker(plan.seed).fork(`draft ${options.attempt}`)
  const naming = createNaming(slots, picker)
  const desk: Desk = {
    slots,
    naming,
    equipment,
    said: new Set(),
    used: new Set(),
    tone: options.tone,
    picker,
    block: 0,
  }
  const told = plan.sections.flatMap((section) => writeSection(section, plan, desk))
  const sentences = joinShort(told, picker, sentencesWanted(told)).map(({ section, phrase }) => ({
    section,
    phrase: asSentence(phrase),
  }))
  const lead = plan.bullets.length > 0 ? writeLead(desk) : undefined
  return { sentences, lead, bullets: plan.bullets.map(writeBullet) }
}

const gradeWanted = 8

/** How many sentences give the wanted reading grade, at 13 to 16.8 words each: long words ask for short sentences. */
function sentencesWanted(told: readonly ToldPhrase[]): number {
  const { words, meanSyllables } = measureReadability(told.map(({ phrase }) => phrase.text))
  const length = Math.min(16.8, Math.max(13, sentenceLengthFor(gradeWanted, meanSyllables)))
  return Math.max(3, Math.round(words / length))
}

function writeSection(section: PlannedSection, plan: DescriptionPlan, desk: Desk): ToldPhrase[] {
  if (section.id === 'opening')
    return [{ section: section.id, phrase: writeOpening(plan, desk), subject: undefined }]
  if (blockOf[section.id] !== desk.block) desk.naming.turn(section.id === 'closing')
  desk.block = blockOf[section.id]
  if (section.id === 'closing') forget(section.facts, desk)
  const bank = sectionBank.get(section.id) ?? []
  const told: ToldPhrase[] = []
  while (section.facts.some((fact) => !desk.said.has(fact))) {
    const due = new Set(section.facts.filter((fact) => !desk.said.has(fact)))
    const subject = desk.naming.slot('subject')
    const phrase = drawSentence(bank, due, desk)
    if (!phrase) {
      const left = [...due].map((fact) => fact.attribute).join(', ')
      throw new Error(`phrase-bank/description: no "${section.id}" sentence for ${left}`)
    }
    told.push({ section: section.id, phrase, subject })
  }
  return told
}

/** The closing says whom to call and about which stock number, also where the opening has said it. */
function forget(facts: readonly Fact[], desk: Desk): void {
  for (const fact of facts)
    if (fact.attribute !== 'site_city' && fact.attribute !== 'vin') desk.said.delete(fact)
}

function writeOpening(plan: DescriptionPlan, desk: Desk): Phrase {
  const lookup = lookupFrom(desk)
  for (const group of [plan.angle, 'bare']) {
    for (const entry of desk.picker.shuffle(entriesFor(openings, group, desk))) {
      const phrase = realize(entry.template, lookup, desk.picker)
      if (phrase) return keep(entry, phrase, desk)
    }
  }
  throw new Error('phrase-bank/description/opening.json: no opening can be read for this vehicle')
}

/**
 * Of several sentences that could come next, one that says more of what is due is likelier. Each entry serves once;
 * where none is left that fits, they serve again.
 */
function drawSentence(bank: readonly BankEntry[], due: ReadonlySet<Fact>, desk: Desk): Phrase | undefined {
  const lookup = lookupFrom(desk)
  const isDue = (slot: string) => lookup(slot)?.facts.some((fact) => due.has(fact)) === true
  const fitting = bank.filter((entry) => allows(entry, desk) && entry.slots.some(isDue))
  const fresh = fitting.filter((entry) => !desk.used.has(entry))
  return drawFrom(fresh, due, lookup, desk) ?? drawFrom(fitting, due, lookup, desk)
}

const candidatesMax = 6

function drawFrom(
  entries: readonly BankEntry[],
  due: ReadonlySet<Fact>,
  lookup: SlotLookup,
  desk: Desk,
): Phrase | undefined {
  const drawn: { entry: BankEntry; phrase: Phrase; worth: number }[] = []
  for (const entry of desk.picker.shuffle(entries)) {
    const phrase = realize(entry.template, lookup, desk.picker)
    const says = phrase?.facts.filter((fact) => due.has(fact)).length ?? 0
    if (phrase && says > 0) drawn.push({ entry, phrase, worth: says + (entry.tones ? 1 : 0) })
    if (drawn.length === candidatesMax) break
  }
  if (drawn.length === 0) return undefined
  const most = Math.max(...drawn.map(({ worth }) => worth))
  const { entry, phrase } = desk.picker.pick(drawn.filter(({ worth }) => worth >= Math.min(most, 2)))
  return keep(entry, phrase, desk)
}

function writeLead(desk: Desk): Phrase | undefined {
  for (const entry of desk.picker.shuffle(entriesFor(sectionBank, 'bullets', desk))) {
    const phrase = realize(entry.template, lookupFrom(desk), desk.picker)
    if (phrase) return asSentence(phrase)
  }
  return undefined
}

/** A piece of equipment as the ledger has it, or a specification under its name. */
function writeBullet(fact: Fact): Phrase {
  const text = quietCapitals(String(fact.value))
  if (fact.attribute === 'engine') return { text: `Engine: ${text}`, facts: [fact] }
  if (fact.attribute === 'transmission') return { text: `Transmission: ${text}`, facts: [fact] }
  return { text: sentenceCase(text), facts: [fact] }
}

function keep(entry: BankEntry, phrase: Phrase, desk: Desk): Phrase {
  desk.used.add(entry)
  for (const fact of phrase.facts) desk.said.add(fact)
  desk.naming.heard(phrase.text)
  return phrase
}

function entriesFor(bank: PhraseBank, group: string, desk: Desk): BankEntry[] {
  return (bank.get(group) ?? []).filter((entry) => allows(entry, desk))
}

function allows(entry: BankEntry, desk: Desk): boolean {
  return entry.tones === undefined || entry.tones.includes(desk.tone)
}

/** Slots as they stand until the next sentence is kept: claims that are said fall silent, told equipment shrinks. */
function lookupFrom(desk: Desk): SlotLookup {
  const known = new Map<string, SlotValue | undefined>()
  return (slot) => {
    if (!known.has(slot)) known.set(slot, currentSlot(slot, desk))
    return known.get(slot)
  }
}

function currentSlot(slot: string, desk: Desk): SlotValue | undefined {
  if (slot === 'features') return featureSlot(desk.equipment.filter((fact) => !desk.said.has(fact)))
  if (slot === 'leadFeatures')
    return desk.equipment.length >= 2 ? featureSlot(desk.equipment.slice(0, 2)) : undefined
  // An electric motor beside an odometer's miles would make them read as miles of range.
  if (slot === 'engine' && desk.block !== blockOf.power && desk.slots.get('fuelKind')) return undefined
  const value = desk.naming.slot(slot) ?? desk.slots.get(slot)
  if (!value || value.reference) return value
  return value.facts.some((fact) => desk.said.has(fact)) ? undefined : value
}

function featureSlot(facts: readonly Fact[]): SlotValue | undefined {
  if (facts.length === 0) return undefined
  const items = facts.map((fact) => {
    const words = lowerCommonWords(quietCapitals(String(fact.value)))
    return isSingularEquipment(words) ? withArticle(words) : words
  })
  return { wordings: [joinList(items)], facts }
}
