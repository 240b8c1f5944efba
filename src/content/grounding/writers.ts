import type { Wording } from '#writing/port.ts'
import type { Writer } from '../content.ts'

type WrittenSection = { markdown: string; by?: string; wordings?: readonly Wording[] }

/**
 * Who wrote how many of the sections, and what became of the claims.
 * @param sections those without a writer were finished by a version of the program that did not tell
 */
export function writersOf(sections: readonly WrittenSection[]): Writer[] {
  const writers = new Map<string, Writer>()
  const writer = (by: string): Writer => {
    const known = writers.get(by) ?? { by, sections: 0, claims: 0, removed: 0 }
    writers.set(by, known)
    return known
  }
  for (const { markdown, by, wordings = [] } of sections) {
    if (by !== undefined && markdown !== '') writer(by).sections += 1
    for (const wording of wordings.filter(({ claims }) => claims > 0)) {
      const own = writer(wording.by)
      own.claims += wording.claims
      own.removed += wording.removed
    }
  }
  return [...writers.values()]
}
