// From a template and slots to words. Whatever a phrase says of the world came in through a slot,
// and every slot brings the facts that carry it, so `facts` is by construction what was said.
// A fact is claimed once in a phrase: a choice that would claim it again is not taken.

import type { Fact } from '#facts/index.ts'
import { withArticle } from './article.ts'
import { sentenceCase } from './casing.ts'
import type { Picker } from './seeded.ts'
import type { Template } from './template.ts'

/** What a slot can say. */
export type SlotValue = {
  /** One or more ways to say the same facts. */
  wordings: readonly string[]
  facts: readonly Fact[]
  /** A way to refer ("this CR-V"), which may be repeated; else a claim. */
  reference?: boolean
}

/** What a slot has to say now; undefined when it has nothing (no such fact, or said already). */
export type SlotLookup = (slot: string) => SlotValue | undefined

export type Phrase = {
  text: string
  /** In the order in which they were said, without repeats. */
  facts: Fact[]
}

/**
 * Words for a template, or undefined when a slot it needs has nothing to say. Choices are made by the picker
 * among the options that can be read without a hole and without repeating a claim.
 */
export function realize(template: Template, lookup: SlotLookup, picker: Picker): Phrase | undefined {
  const facts = new Set<Fact>()
  const text = speak(template, { lookup, picker, facts, claimed: [] })
  if (text === undefined) return undefined
  const spaced = text.replace(/ {2,}/g, ' ').replace(/ (?=[,.;:])/g, '')
  return { text: spaced.trim(), facts: [...facts] }
}

/** A phrase as a sentence: first letter upper case, ended by a full stop unless its words end it themselves. */
export function asSentence(phrase: Phrase): Phrase {
  const text = sentenceCase(phrase.text)
  return { ...phrase, text: /[.!?:]$/.test(text) ? text : `${text}.` }
}

/** `realize` and `asSentence` in one. */
export function realizeSentence(template: Template, lookup: SlotLookup, picker: Picker): Phrase | undefined {
  const phrase = realize(template, lookup, picker)
  return phrase && asSentence(phrase)
}

type Speech = { lookup: SlotLookup; picker: Picker; facts: Set<Fact>; claimed: readonly Fact[] }

/** True when the template can be read aloud after these claims. */
function canSpeak(template: Template, lookup: SlotLookup, claimed: readonly Fact[]): boolean {
  const after = claimSlots(template, lookup, claimed)
  if (!after) return false
  return template.every(
    (node) => node.kind !== 'choice' || node.options.some((option) => canSpeak(option, lookup, after)),
  )
}

/** The claims made once the slots outside of choices are read, or undefined where one has nothing to say or repeats. */
function claimSlots(
  template: Template,
  lookup: SlotLookup,
  before: readonly Fact[],
): readonly Fact[] | undefined {
  let claimed = before
  for (const node of template) {
    if (node.kind !== 'slot') continue
    const value = lookup(node.slot)
    if (!value) return undefined
    if (value.reference) continue
    for (const fact of value.facts) if (claimed.includes(fact)) return undefined
    claimed = claimed.concat(value.facts)
  }
  return claimed
}

function speak(template: Template, speech: Speech): string | undefined {
  const { lookup, picker, facts } = speech
  let claimed = claimSlots(template, lookup, speech.claimed)
  if (!claimed) return undefined
  let text = ''
  for (const node of template) {
    if (node.kind === 'words') text += node.words
    else if (node.kind === 'slot') text += speakSlot(node, speech)
    else {
      const before: readonly Fact[] = claimed
      const options = node.options.filter((option) => canSpeak(option, lookup, before))
      if (options.length === 0) return undefined
      const said = new Set<Fact>()
      const spoken = speak(picker.pick(options), { lookup, picker, facts: said, claimed })
      if (spoken === undefined) return undefined
      for (const fact of said) facts.add(fact)
      claimed = claimed.concat([...said])
      text += spoken
    }
  }
  return text
}

function speakSlot(node: { slot: string; article: boolean }, { lookup, picker, facts }: Speech): string {
  const value = lookup(node.slot)
  if (!value) return ''
  for (const fact of value.facts) facts.add(fact)
  const wording = picker.pick(value.wordings)
  return node.article ? withArticle(wording) : wording
}
