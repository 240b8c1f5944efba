// The answer to a question that holds for every car: its sentences as they were written and checked, and where they were
// read. They are no pattern to be filled, and nothing is put between them.

import type { Fact } from '#facts/index.ts'
import { escapeMarkdown, linkTarget } from './markdown.ts'

/** The sentences as one paragraph. */
export function knownText(facts: readonly Fact[]): string {
  return facts.map(({ value }) => escapeMarkdown(String(value))).join(' ')
}

/** A paragraph of its own that names each source once; empty where no source has an address. */
export function sourceLine(facts: readonly Fact[]): string {
  const links = facts.flatMap(({ source }) => {
    const target = source.url === null ? null : linkTarget(source.url)
    return target === null ? [] : [`[${escapeMarkdown(source.title)}](${target})`]
  })
  const distinct = [...new Set(links)]
  if (distinct.length === 0) return ''
  return `${distinct.length === 1 ? 'Source' : 'Sources'}: ${distinct.join('; ')}`
}
